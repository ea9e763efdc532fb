using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>
/// Turns JSON objects into rows: texts as they are, numbers as they are written, what is nested as JSON text.
/// </summary>
internal sealed class JsonRowMaker(string path, Action<FineTuneDataIssue> report)
{
    private readonly FlatJsonRow _flat = new(path);
    private IReadOnlyList<string> _columns = [];

    /// <summary>The first row that was left out.</summary>
    public FineTuneDataIssue? FirstFault { get; private set; }

    /// <summary>Makes a row of a line like the one before, without making anything else of it.</summary>
    public Row? MakeFlat(ReadOnlyMemory<byte> text, long line) => _flat.TryTake(text, line, _columns) ? _flat : null;

    /// <summary>Reports a row that is left out.</summary>
    public void Refuse(FineTuneDataIssue issue)
    {
        FirstFault ??= issue;
        report(issue);
    }

    /// <summary>Makes a row; null, and it is reported, where that can't be done.</summary>
    public Row? Make(JsonRecord record)
    {
        RowOrigin origin = new(path, record.Line);
        if (record.Value.ValueKind != JsonValueKind.Object)
        {
            Refuse(ReadingIssues.Error(
                "InvalidJson", origin, $"Line {record.Line} left out: {Kind(record.Value)} where an object should be.",
                "Write each row as an object: {\"prompt\": \"…\", \"completion\": \"…\"}."));
            return null;
        }

        try
        {
            string?[] values = Texts(record.Value);
            int tooLong = Array.FindIndex(values, value => value?.Length > TextLimits.LongestField);
            if (tooLong >= 0)
            {
                Refuse(ReadingIssues.Error(
                    "FieldTooLong", origin,
                    $"Line {record.Line} left out: '{_columns[tooLong]}' has more than "
                        + $"{TextLimits.LongestField / 1_000_000} million characters.",
                    "Shorten it; no model takes that much."));
                return null;
            }

            return new TextRow(origin, _columns, values, record.Value);
        }
        catch (InvalidOperationException)
        {
            Refuse(ReadingIssues.Error(
                "LoneSurrogate", origin,
                $"Line {record.Line} left out: half of a character (\\uD800 to \\uDFFF alone).",
                "Write both halves, as \\uD83D\\uDE00, or the character itself."));
            return null;
        }
    }

    private string?[] Texts(JsonElement record)
    {
        string?[] values = new string?[_columns.Count];
        int count = 0;
        foreach (JsonProperty property in record.EnumerateObject())
        {
            if (count >= values.Length || !property.NameEquals(_columns[count]))
            {
                return TextsOfNewShape(record);
            }

            values[count++] = Text(property.Value);
        }

        return count == values.Length ? values : TextsOfNewShape(record);
    }

    /// <summary>When the keys are not those of the row before. Of a repeated key the last one counts.</summary>
    private string?[] TextsOfNewShape(JsonElement record)
    {
        Dictionary<string, string?> texts = [];
        foreach (JsonProperty property in record.EnumerateObject())
        {
            texts[property.Name] = Text(property.Value);
        }

        if (!_columns.SequenceEqual(texts.Keys))
        {
            _columns = [.. texts.Keys];
        }

        return [.. texts.Values];
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array or JsonValueKind.Object => JsonText.Compact(value),
        _ => value.GetRawText(),
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => value.GetRawText(),
    };
}
