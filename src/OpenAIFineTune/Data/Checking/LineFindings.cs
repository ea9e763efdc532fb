using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Gathers what is wrong with one line.</summary>
internal sealed class LineFindings(RowOrigin origin)
{
    private readonly List<FineTuneDataIssue> _all = [];

    /// <summary>Everything found so far.</summary>
    public IReadOnlyList<FineTuneDataIssue> All => _all;

    /// <summary>True when a service would refuse the line.</summary>
    public bool HasErrors => _all.Any(issue => issue.Severity == FineTuneSeverity.Error);

    /// <summary>A service would refuse the line.</summary>
    public FineTuneDataIssue Error(string rule, string message, string recommendation, int? column = null)
        => Add(FineTuneSeverity.Error, rule, message, recommendation, column);

    /// <summary>Training works, but maybe not as meant.</summary>
    public FineTuneDataIssue Warning(string rule, string message, string recommendation)
        => Add(FineTuneSeverity.Warning, rule, message, recommendation, null);

    /// <summary>A pair of answers teaches nothing.</summary>
    public FineTuneDataIssue SameAnswers()
        => Warning(
            "SameAnswers", "The preferred answer equals the other one.", "Give two answers, of which one is better.");

    private FineTuneDataIssue Add(
        FineTuneSeverity severity, string rule, string message, string recommendation, int? column)
    {
        FineTuneDataIssue issue = new()
        {
            Column = column,
            Severity = severity,
            Rule = rule,
            Path = origin.Path,
            Line = origin.Line,
            Message = message,
            Recommendation = recommendation,
        };
        _all.Add(issue);
        return issue;
    }
}
