using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>One JSON value a line: a bad line is an issue, and the next one is read.</summary>
internal static class LinewiseJson
{
    /// <summary>
    /// True when the first line is all of an object, or is wrong in itself; false when it is an array or an object
    /// that goes on over the following lines.
    /// </summary>
    public static bool IsLinewise(Utf8Buffer text)
    {
        if (text.Unread[0] == '[')
        {
            return false;
        }

        int end = FindLineEnd(text);
        ReadOnlySpan<byte> line = text.Unread[..end];
        try
        {
            Utf8JsonReader reader = new(line, isFinalBlock: false, default);
            bool isWhole = reader.Read() && reader.TrySkip();
            return isWhole || end == text.Unread.Length;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    public static IEnumerable<Row> Read(Utf8Buffer text, JsonFaults faults, JsonRowMaker maker)
    {
        JsonRecord? only = null;
        long count = 0;
        while (text.SkipBlanks())
        {
            long line = text.Line;
            int end = FindLineEnd(text);
            ReadOnlyMemory<byte> content = text.UnreadMemory[..end].TrimEnd("\r\n"u8);
            text.Advance(end);
            if (count > 1 && maker.MakeFlat(content, line) is Row flat)
            {
                yield return flat;
                continue;
            }

            if (faults.TryParse(content.Span, line, out JsonElement value) is FineTuneDataIssue issue)
            {
                maker.Refuse(issue);
                continue;
            }

            // One line alone may hold a whole table; with a second one each is a row.
            JsonRecord record = new(value, line);
            if (count++ == 0)
            {
                only = record;
                continue;
            }

            if (only is { } first && maker.Make(first) is Row firstRow)
            {
                yield return firstRow;
            }

            only = null;
            if (maker.Make(record) is Row row)
            {
                yield return row;
            }
        }

        foreach (JsonRecord record in only is { } alone ? JsonColumns.Expand(alone) : [])
        {
            if (maker.Make(record) is Row row)
            {
                yield return row;
            }
        }
    }

    /// <summary>The length of the line with its end.</summary>
    private static int FindLineEnd(Utf8Buffer text)
    {
        int looked = 0;
        while (true)
        {
            int end = text.Unread[looked..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                return looked + end + 1;
            }

            looked = text.Unread.Length;
            if (!text.More())
            {
                return looked;
            }
        }
    }
}
