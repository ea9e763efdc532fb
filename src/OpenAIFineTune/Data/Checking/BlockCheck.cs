using System.IO.Hashing;
using System.Text.Unicode;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Checks lines of a file of a known format, each by itself. What is plain and right is taken off its bytes; only what
/// is not is made a document of.
/// </summary>
internal sealed class BlockCheck
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly FineTuneFormat _format;
    private readonly CheckedBlock _found;
    private readonly ExampleWriter _writer;
    private readonly JsonLines _compact = new(TextBlock.UsualSize);
    private readonly PlainLine _plain;

    private BlockCheck(string path, FineTuneFormat format, LineBlock lines, TextBlock examples)
    {
        examples.Path = path;
        _format = format;
        _found = new CheckedBlock(lines, examples);
        _writer = new ExampleWriter(examples);
        _plain = new PlainLine(format, _compact, _writer);
    }

    /// <summary>Checks all lines of a block, which is then released, and writes their examples to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CheckedBlock Of(string path, FineTuneFormat format, LineBlock lines, TextBlock examples)
    {
        BlockCheck check = new(path, format, lines, examples);
        foreach ((long number, ReadOnlyMemory<byte> text) in FileCheck.LinesOf(lines))
        {
            check.Check(text, new RowOrigin(path, number));
        }

        lines.Release();
        check._compact.Release();
        return check._found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Check(ReadOnlyMemory<byte> line, RowOrigin origin)
    {
        int start = _compact.Length;
        if (line.Length >= LineBlocks.LongestLine)
        {
            _found.Issues.Add(new LineFindings(origin).Error(
                "LineTooLong", $"The line has {LineBlocks.LongestLine >> 20} MB or more.",
                "Shorten it; no model takes that much."));
        }
        else if (!Utf8.IsValid(line.Span))
        {
            _found.Issues.Add(WrongByte(line, origin));
        }
        else if (line.IsEmpty)
        {
            _found.Issues.Add(new LineFindings(origin).Error("EmptyLine", "The line is empty.", "Remove it."));
        }
        else if (_plain.TryTake(line.Span, origin) || CheckClosely(line, origin))
        {
            _found.Objects.Add((origin.Line, XxHash128.HashToUInt128(_compact.Bytes[start..])));
        }
    }

    /// <summary>False when there is no object on the line.</summary>
    private bool CheckClosely(ReadOnlyMemory<byte> line, RowOrigin origin)
    {
        LineFindings findings = new(origin);
        using JsonDocument? document = LineParser.TryParse(line, findings, _compact);
        _found.Issues.AddRange(document is null ? findings.All : Findings(document.RootElement, origin));
        return document is not null;
    }

    private IReadOnlyList<FineTuneDataIssue> Findings(JsonElement line, RowOrigin origin)
    {
        FineTuneFormat here = ConversationFormat.Of(line, _format) ?? _format;
        if (here != _format)
        {
            return
            [
                new LineFindings(origin).Error(
                    "MixedFormats", $"The line is of the format {here}, but the file is {_format}.",
                    "Keep one format a file."),
            ];
        }

        return ExampleLine.Check(line, here, origin, _writer);
    }

    private FineTuneDataIssue WrongByte(ReadOnlyMemory<byte> line, RowOrigin origin)
    {
        int at = 0;
        try
        {
            _ = s_strict.GetCharCount(line.Span);
        }
        catch (DecoderFallbackException e)
        {
            at = e.Index + 1;
        }

        return new LineFindings(origin).Error(
            "InvalidEncoding", $"Byte {at} of the line is not UTF-8 text.", "Save the file as UTF-8 without BOM.", at);
    }
}
