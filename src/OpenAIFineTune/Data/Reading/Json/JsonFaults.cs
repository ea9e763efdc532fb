namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>Says where and why a text is not JSON, and what may have made it so.</summary>
internal sealed class JsonFaults(FileSnapshot file)
{
    /// <summary>Parses a text that begins on <paramref name="line"/>; gives what is wrong with it, or null.</summary>
    public FineTuneDataIssue? TryParse(ReadOnlySpan<byte> text, long line, out JsonElement value)
    {
        value = default;
        try
        {
            Utf8JsonReader reader = new(text);
            value = JsonElement.ParseValue(ref reader);
            int rest = text[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8);
            return rest < 0 ? null : After(text, (int)reader.BytesConsumed + rest, line);
        }
        catch (JsonException e)
        {
            return Explain(e, text, line);
        }
    }

    public FineTuneDataIssue Explain(JsonException cause, ReadOnlySpan<byte> text, long line)
    {
        long into = cause.LineNumber ?? 0;
        for (long i = 0; i < into; i++)
        {
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }

        int at = (int)Math.Min(cause.BytePositionInLine ?? 0, text.Length);
        int tail = cause.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = at >= text.Length ? "It ends before its last value is closed."
            : tail < 0 ? cause.Message : cause.Message[..tail];
        return Issue(line + into, ColumnOf(text, at), $"it is not valid JSON: {reason}", Hint(text, at));
    }

    /// <summary>The same as an exception, where reading can't go on.</summary>
    public FineTuneException Fatal(FineTuneDataIssue issue)
        => new("InvalidJson", $"{file.Name}: {issue.Message}") { Target = file.Path, Advice = issue.Recommendation };

    public FineTuneException At(long line, string problem, string? advice = null)
        => new("InvalidJson", $"{file.Name}: Line {line}: {problem}.") { Target = file.Path, Advice = advice };

    private FineTuneDataIssue After(ReadOnlySpan<byte> text, int at, long line) => text[at] == ','
        ? Issue(
            line, ColumnOf(text, at), "a comma stands after the value.", "Take the comma at the end of each line away.")
        : Issue(line, ColumnOf(text, at), "something comes after the value.", "Put each value on a line of its own.");

    private FineTuneDataIssue Issue(long line, int column, string problem, string recommendation) => new()
    {
        Severity = FineTuneSeverity.Error,
        Rule = "InvalidJson",
        Path = file.Path,
        Line = line,
        Column = column,
        Message = $"Line {line}, column {column}: {problem}",
        Recommendation = recommendation,
    };

    private static int ColumnOf(ReadOnlySpan<byte> text, int at) => Encoding.UTF8.GetCharCount(text[..at]) + 1;

    private static string Hint(ReadOnlySpan<byte> text, int at)
    {
        byte found = at < text.Length ? text[at] : (byte)0;
        return found switch
        {
            (byte)'\'' => "JSON takes double quotes; this looks as if Python had printed it: write it with json.dumps.",
            (byte)'N' or (byte)'T' or (byte)'F'
                => "JSON writes null, true and false; NaN and Python's words are not JSON.",
            (byte)'}' or (byte)']' => "Take the comma before it away.",
            < 0x20 when at < text.Length
                => "Write line breaks and control characters in a text as \\n, \\t or \\u00XX.",
            0 => "The value is not closed; the file seems to be cut here.",
            _ => "Correct the JSON here; most programs can write JSON lines for you.",
        };
    }
}
