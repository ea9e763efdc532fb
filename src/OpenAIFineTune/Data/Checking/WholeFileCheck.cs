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
    private readonly LongExampleRule _long;
    private readonly RuleTally _longOnes = new(RuleNames.LongExample, "");
    private readonly MarkerEnds _separators = new(Markers.Separators);
    private readonly MarkerEnds _endings = new(Markers.Endings);

    /// <summary>Begins with no example.</summary>
    public WholeFileCheck(FineTuneFormat format)
    {
        // The file is judged as it is: no rule changes anything.
        _plan = new CleaningPlan(format, RuleNames.All.ToHashSet(StringComparer.Ordinal));
        _found = new Measurements(_plan, seed: 0, new SeenExamples());
        _long = new LongExampleRule(format);
    }

    /// <summary>Takes one more example into account.</summary>
    public void Add(in Example example)
    {
        _found.Add(example);
        WorkingExample working = new(example);
        if (_long.Apply(ref working) == Verdict.LeftOut)
        {
            _longOnes.Add(example.Origin);
        }

        if (_plan.IsPromptCompletion)
        {
            _separators.Add(example.Prompt);
            _endings.Add(example.Completion);
        }
    }

    /// <summary>What is the matter with the file; of a validation file, which may be small, not its size.</summary>
    public IEnumerable<FineTuneDataIssue> Findings(string path, bool isValidation)
    {
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
        if (!isOpenEnded && new FoundSeparatorRule().Judge(_plan, _found).FoundSeparator is null)
        {
            yield return Warning(
                RuleNames.Separator, $"The prompts have no separator at their end that all share: {_separators}.",
                "Without one a model goes on with the prompt instead of answering. " + Prepare);
        }

        if (!isClassification
            && new FoundEndingRule().Judge(_plan with { OpenEnded = isOpenEnded }, _found).FoundEnding is null)
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
