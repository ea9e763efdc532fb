using System.Management.Automation;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.PowerShell;

/// <summary>Tells the pipeline what data preparation finds: a row left out is an error, the rest warnings.</summary>
internal static class DataReport
{
    /// <summary>Writes one issue.</summary>
    public static void Write(PSCmdlet cmdlet, FineTuneDataIssue issue)
    {
        string place = issue.Line is long line ? $"{new RowOrigin(issue.Path, line)}: " : "";
        if (issue.Severity == FineTuneSeverity.Error && issue.Line is not null)
        {
            FineTuneException failure = new("InvalidExample", place + issue.Message)
            {
                Target = issue,
                Advice = issue.Recommendation,
            };
            cmdlet.WriteError(Errors.From(failure, issue));
        }
        else if (issue.Severity == FineTuneSeverity.Information)
        {
            cmdlet.WriteVerbose(TerminalText.Of($"{place}{issue.Message} {issue.Recommendation}"));
        }
        else
        {
            cmdlet.WriteWarning(TerminalText.Of($"{place}{issue.Message} {issue.Recommendation}"));
        }
    }
}
