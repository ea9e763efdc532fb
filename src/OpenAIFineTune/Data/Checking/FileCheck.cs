using System.Text.Unicode;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Writing;
using OpenAIFineTune.Protocol.Files;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks a training file as bytes, and whether it has lines of JSON at all.</summary>
internal static class FileCheck
{
    // After so many lines that begin no object, a file is of another kind, and the others would tell nothing new.
    private const int LinesToJudge = 10;

    /// <summary>True of a finding that says all that there is to say: the lines need not be looked at.</summary>
    public static bool IsWhole(FineTuneDataIssue issue) => issue.Rule is "InvalidEncoding" or "NotJsonLines";

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
            yield break;
        }

        if (IsOfAnotherKind(path))
        {
            yield return Error(
                path, null, "NotJsonLines", "The file has no lines of JSON: none at its beginning begins an object.",
                "ConvertTo-FineTuneJsonl makes training data of CSV, Excel and other files.");
        }
    }

    /// <summary>The lines of a file, of which a byte order mark is no part.</summary>
    public static IEnumerable<(long Number, ReadOnlyMemory<byte> Text)> LinesOf(LineBlock block)
        => block.First > 1 ? block.Lines() : block.Lines().Select((line, index) =>
            index == 0 && line.Text.Span.StartsWith("\uFEFF"u8) ? (line.Number, line.Text[3..]) : line);

    /// <summary>The format that the first object of a file tells; null for a file without any.</summary>
    public static FineTuneFormat? FormatOf(string path, CancellationToken cancellation)
    {
        using FileStream file = InputFile.Open(path, new FileStreamOptions());
        JsonLines compact = new(TextBlock.UsualSize);
        foreach ((long _, ReadOnlyMemory<byte> line) in new LineBlocks(file).Read(cancellation).SelectMany(LinesOf))
        {
            using JsonDocument? document = Utf8.IsValid(line.Span)
                ? LineParser.TryParse(line, new LineFindings(default), compact) : null;
            if (document is not null)
            {
                return ConversationFormat.Of(document.RootElement, null) ?? FineTuneFormat.PromptCompletion;
            }

            compact.Length = 0;
        }

        return null;
    }

    private static bool IsOfAnotherKind(string path)
    {
        using FileStream file = InputFile.Open(path, new FileStreamOptions());
        long count = 0;
        bool hasText = false;
        foreach ((long number, ReadOnlyMemory<byte> line) in new LineBlocks(file).Read(CancellationToken.None)
            .SelectMany(LinesOf).Take(LinesToJudge))
        {
            count = number;
            bool isText = Utf8.IsValid(line.Span);
            ReadOnlySpan<byte> trimmed = Utf8Text.Trim(line.Span);
            hasText |= !isText || !trimmed.IsEmpty;
            if (isText && trimmed is [(byte)'{', ..])
            {
                return false;
            }
        }

        // Of a single line its own fault says more.
        return hasText && count > 1;
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
