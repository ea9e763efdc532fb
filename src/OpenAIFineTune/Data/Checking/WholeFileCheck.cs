using System.Text;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Finds in all examples of a file together what makes a model learn worse, by the measurements by which the rules of
/// the preparation judge. The findings bear the names of the rules that would put it right.
/// </summary>
internal sealed class WholeFileCheck
{
    private const string Prepare = "ConvertTo-FineTuneJsonl puts that right.";

    private readonly CleaningPlan _plan;
    private readonly Measurements _found;
    private readonly RuleTally _longOnes = new(RuleNames.LongExample, "");
    private readonly MarkerEnds _separators = new(Markers.Separators);
    private readonly MarkerEnds _endings = new(Markers.Endings);
    private readonly ExampleWriter _writer = new(new TextBlock());

    /// <summary>Begins with no example.</summary>
    public WholeFileCheck(FineTuneFormat format)
    {
        // The file is judged as it is: no rule changes anything.
        _plan = new CleaningPlan(format, RuleList.Names.ToHashSet(StringComparer.Ordinal));
        _found = new Measurements(_plan, seed: 0, new SeenExamples());
    }

    /// <summary>
    /// Takes one more example into account, which is given by writing it.
    /// </summary>
    public void Add(Action<ExampleWriter> write)
    {
        write(_writer);
        if (_writer.Block.IsFull)
        {
            TakeBlock();
        }
    }

    private void TakeBlock()
    {
        TextBlock block = _writer.Block;
        _found.Add(_found.Meter.Measure(block));
        for (int offset = 0; offset < block.Length;)
        {
            WorkingExample example = new(Example.At(block, offset));
            TakeEnds(example);
            offset = example.End;
        }

        block.Clear();
    }

    private void TakeEnds(in WorkingExample example)
    {
        if (LongExampleRule.IsLong(example, _plan.Format))
        {
            _longOnes.Add(example.Origin);
        }

        if (_plan.IsPromptCompletion)
        {
            _separators.Add(Encoding.UTF8.GetString(example.Prompt));
            _endings.Add(Encoding.UTF8.GetString(example.Completion));
        }
    }

    /// <summary>What is the matter with the file; of a validation file, which may be small, not its size.</summary>
    public IEnumerable<FineTuneDataIssue> Findings(string path, bool isValidation)
    {
        TakeBlock();
        bool isOpenEnded = _found.Prompts is { IsEmpty: false, AllEqual: true, Suffix: "" };
        IEnumerable<FineTuneDataIssue> all = DatasetFindings.Of(_plan with { OpenEnded = isOpenEnded }, _found)
            .Where(issue => issue.Severity != FineTuneSeverity.Information)
            .Where(issue => !isValidation || issue.Rule != "TooFewExamples")
            .Where(issue => !isOpenEnded || issue.Rule is not ("Contradiction" or "SimilarLabels"))
            .Concat(_longOnes.Count > 0 ? [Long()] : [])
            .Concat(_plan.IsPromptCompletion && _found.Count > 0 ? Markings(isOpenEnded) : []);
        return all.Select(issue => issue.Of(path));
    }

    private IEnumerable<FineTuneDataIssue> Markings(bool isOpenEnded)
    {
        bool isClassification = !isOpenEnded && _found.IsClassification;
        if (!isOpenEnded && SeparatorRule.Find(_plan, _found).FoundSeparator is null)
        {
            yield return Warning(
                RuleNames.Separator, $"The prompts have no separator at their end that all share: {_separators}.",
                "Without one a model goes on with the prompt instead of answering. " + Prepare);
        }

        if (!isClassification
            && CompletionSuffixRule.Find(_plan with { OpenEnded = isOpenEnded }, _found).FoundEnding is null)
        {
            yield return Warning(
                RuleNames.CompletionSuffix, $"The completions have no ending that all share: {_endings}.",
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
