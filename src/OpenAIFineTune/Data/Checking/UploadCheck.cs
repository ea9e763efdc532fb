namespace OpenAIFineTune.Data.Checking;

/// <summary>Refuses files, before they are uploaded, that no service can train on.</summary>
internal static class UploadCheck
{
    private const int Enough = 20;
    private const int Shown = 3;

    // Whether few examples are too few, and what is measured on, is not for us to refuse.
    private static readonly string[] s_tolerated = ["TooFewExamples", "InBothFiles"];

    /// <summary>Throws when the file has lines that are no training examples.</summary>
    public static void Require(string path, FineTuneFormat? format, CancellationToken cancellation)
    {
        FineTuneDataIssue[] found = [.. new TrainingFileCheck(format)
            .Check(path, isValidation: false, cancellation)
            .Where(issue => issue.Severity == FineTuneSeverity.Error && !s_tolerated.Contains(issue.Rule))
            .Take(Enough)];
        if (found.Length == 0)
        {
            return;
        }

        string first = string.Join(" ", found.Take(Shown).Select(issue =>
            issue.Line is long line ? $"Line {line}: {issue.Message}" : issue.Message));
        string more = found.Length == Enough ? " There is more of it." : found.Length > Shown
            ? $" There are {found.Length - Shown} more such lines." : "";
        throw new FineTuneException(
            "InvalidExample", $"'{path}' can't be trained on. {first}{more} Nothing was uploaded.")
        {
            Target = path,
            Advice = "Test-FineTuneData lists everything that is wrong, "
                + "and ConvertTo-FineTuneJsonl makes training data of CSV, Excel and other files. "
                + "-SkipDataCheck uploads the file as it is.",
        };
    }
}
