using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Checks a training file as bytes.</summary>
internal static class FileCheck
{
    /// <summary>What is wrong with the file as a whole.</summary>
    public static IEnumerable<FineTuneDataIssue> Of(string path, long mostBytes)
    {
        using FileStream file = InputFile.Open(path, new FileStreamOptions());
        if (file.Length == 0)
        {
            yield return Error(path, null, "EmptyInput", "The file is empty.", "Write one example a line.");
        }

        if (file.Length > mostBytes)
        {
            yield return new FineTuneDataIssue
            {
                Severity = FineTuneSeverity.Warning,
                Rule = "LargeFile",
                Path = path,
                Message = $"The file has {file.Length >> 20} MB; OpenAI takes files of up to {mostBytes >> 20} MB.",
                Recommendation = "Train on fewer or shorter examples, or ask the service for its limit.",
            };
        }

        byte[] start = new byte[3];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length == start.Length && start is [0xEF, 0xBB, 0xBF])
        {
            yield return Error(
                path, 1, "ByteOrderMark",
                "The file begins with a byte order mark, with which OpenAI refuses the first line.",
                "Save the file as UTF-8 without BOM.");
        }
        else if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            yield return Error(
                path, 1, "InvalidEncoding", "The file is UTF-16 text.", "Save the file as UTF-8 without BOM.");
        }
    }

    private static FineTuneDataIssue Error(
        string path, long? line, string rule, string message, string recommendation) => new()
    {
        Severity = FineTuneSeverity.Error,
        Rule = rule,
        Path = path,
        Line = line,
        Message = message,
        Recommendation = recommendation,
    };
}
