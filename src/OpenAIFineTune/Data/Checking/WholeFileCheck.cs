using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Finds in all examples of a file together what makes a model learn worse, by the measurements by which the rules of
/// the preparation judge. The findings bear the names of the rules that would put it right.
/// </summary>
internal sealed class WholeFileCheck : IDisposable
{
    private const string Prepare = "ConvertTo-FineTuneJsonl puts that right.";

    private readonly CleaningPlan _plan;
    private readonly Measurements _found;
    private readonly RuleTally _longOnes = new(RuleNames.LongExample, "");
    private readonly BlockPool _pool = new();
    private readonly BlockSpool _spool;

    /// <summary>Begins with no example.</summary>
    public WholeFileCheck(FineTuneFormat format)
    {
        // The file is judged as it is: no rule changes anything.
        _plan = new CleaningPlan(format, RuleList.Names.ToHashSet(StringComparer.Ordinal));
        _found = new Measurements(_plan, seed: 0, new SeenExamples());
        _spool = new BlockSpool(_pool);
    }

    /// <summary>Checks the lines of a block by themselves, on any thread.</summary>
    public CheckedBlock Check(string path, LineBlock lines)
    {
        CheckedBlock block = BlockCheck.Of(path, _plan.Format, lines, _pool.Rent());
        block.Measure(_found.Meter, _plan.Format);
        return block;
    }

    /// <summary>Takes the examples of the next block into account.</summary>
    public void Add(CheckedBlock block)
    {
        TextBlock examples = block.Examples!.Block;
        _found.Add(block.Examples);
        block.LongOnes.ForEach(_longOnes.Add);
        if (_plan.IsPromptCompletion)
        {
            _spool.Add(examples);
        }

        _spool.Release(examples);
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>What is the matter with the file; of a validation file, which may be small, not its size.</summary>
    public IEnumerable<FineTuneDataIssue> Findings(string path, bool isValidation, CancellationToken cancellation)
    {
        bool isOpenEnded = _found.Prompts is { IsEmpty: false, AllEqual: true, Suffix: "" };
        IEnumerable<FineTuneDataIssue> all = DatasetFindings.Of(_plan with { OpenEnded = isOpenEnded }, _found)
            .Where(issue => issue.Severity != FineTuneSeverity.Information)
            .Where(issue => !isValidation || issue.Rule != "TooFewExamples")
            .Where(issue => !isOpenEnded || issue.Rule is not ("Contradiction" or "SimilarLabels"))
            .Concat(_longOnes.Count > 0 ? [Long()] : [])
            .Concat(_plan.IsPromptCompletion && _found.Count > 0 ? Markings(isOpenEnded, cancellation) : []);
        return all.Select(issue => issue.Of(path));
    }

    private IEnumerable<FineTuneDataIssue> Markings(bool isOpenEnded, CancellationToken cancellation)
    {
        bool isClassification = !isOpenEnded && _found.IsClassification;
        if (!isOpenEnded && SeparatorRule.Find(_plan, _found).FoundSeparator is null)
        {
            yield return Warning(
                RuleNames.Separator, $"The prompts have no separator at their end that all share: "
                    + $"{Ends(ofPrompts: true, cancellation)}.",
                "Without one a model goes on with the prompt instead of answering. " + Prepare);
        }

        if (!isClassification
            && CompletionSuffixRule.Find(_plan with { OpenEnded = isOpenEnded }, _found).FoundEnding is null)
        {
            yield return Warning(
                RuleNames.CompletionSuffix, $"The completions have no ending that all share: "
                    + $"{Ends(ofPrompts: false, cancellation)}.",
                "Without one there is no stop sequence, and a model does not know where to end. " + Prepare);
        }

        if (_found.WithoutSpace is { Count: > 0 } without)
        {
            yield return Warning(
                RuleNames.LeadingSpace,
                $"{without.Count} of {_found.Count} completions do not begin with a blank: "
                    + $"{without.ToRemediation().NamedRows}.",
                "Tokens of words begin with a blank. " + Prepare);
        }
    }

    /// <summary>By which markers the texts end, on which not all agree.</summary>
    private MarkerEnds Ends(bool ofPrompts, CancellationToken cancellation)
    {
        MarkerEnds ends = new(ofPrompts ? Markers.Separators : Markers.Endings);
        IEnumerable<(TextBlock Block, List<string?> Markers)> found = InOrder.Select(
            _ => _spool.Read(), block => (block, MarkersIn(block, ends, ofPrompts)), cancellation);
        foreach ((TextBlock block, List<string?> markers) in found)
        {
            markers.ForEach(ends.Add);
            _spool.Release(block);
        }

        return ends;
    }

    private static List<string?> MarkersIn(TextBlock block, MarkerEnds ends, bool ofPrompts)
    {
        List<string?> found = new(block.Count);
        for (int offset = 0; offset < block.Length;)
        {
            Example example = Example.At(block, offset);
            found.Add(ends.Find(ofPrompts ? example.Prompt : example.Completion));
            offset = example.End;
        }

        return found;
    }

    private FineTuneDataIssue Long() => Warning(
        RuleNames.LongExample,
        $"{_longOnes.Count} examples are longer than models take in: {_longOnes.ToRemediation().NamedRows}.",
        "Shorten them: what is too long is cut at a random place.");

    private static FineTuneDataIssue Warning(string rule, string message, string recommendation)
        => new()
        {
            Severity = FineTuneSeverity.Warning,
            Rule = rule,
            Message = message,
            Recommendation = recommendation,
        };
}
