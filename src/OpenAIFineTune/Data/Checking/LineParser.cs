using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Parses one line and says in plain words what is wrong with it.</summary>
internal static class LineParser
{
    /// <summary>
    /// The object on the line, which is also written without blanks; null, with the reason among the findings, if there
    /// is none.
    /// </summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> line, LineFindings findings, JsonLines compact)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(line);
            if (!TryWrite(document.RootElement, compact))
            {
                document.Dispose();
                _ = findings.Error(
                    "LoneSurrogate", "The line has half of a character (\\uD800 to \\uDFFF alone).",
                    "Write both halves, as \\uD83D\\uDE00, or the character itself.");
                return null;
            }

            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            _ = findings.Error(
                "InvalidLine", "The line is no JSON object.",
                "Write one object a line: {\"prompt\":…} or {\"messages\":…}.");
        }
        catch (JsonException e)
        {
            string text = Encoding.UTF8.GetString(line.Span);
            _ = findings.Error(
                "InvalidJson", $"The line is no JSON: {Reason(text)}", Advice(text), (int?)e.BytePositionInLine + 1);
        }

        return null;
    }

    /// <summary>False when an escape in a name or a text can't be read.</summary>
    private static bool TryWrite(JsonElement value, JsonLines compact)
    {
        try
        {
            JsonText.Write(value, compact);
            return true;
        }
        catch (InvalidOperationException)   // the escape of half a surrogate pair
        {
            return false;
        }
    }

    private static string Reason(string line) => line.TrimStart() switch
    {
        ['{', '\'', ..] => "it has single quotes.",
        ['[', ..] => "it is the start of a list.",
        ['{', ..] when line.TrimEnd().EndsWith(',') => "a comma stands after the object.",
        ['{', ..] when !line.TrimEnd().EndsWith('}') => "the object isn't closed on the line.",
        ['{', ..] => "a quote, comma, colon or escape is wrong.",
        _ => "it doesn't begin with an object.",
    };

    private static string Advice(string line) => line.TrimStart() switch
    {
        ['{', '\'', ..] => "Use double quotes.",
        ['[', ..] => "Write each example on a line of its own, without list brackets; ConvertTo-FineTuneJsonl does.",
        _ => "Correct the line; a JSON object must stand whole on one line.",
    };
}
