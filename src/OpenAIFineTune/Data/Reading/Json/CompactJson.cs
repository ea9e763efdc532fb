using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>
/// Writes JSON without blanks and with no escape that JSON does not ask for; the framework's writer escapes emoji.
/// </summary>
internal static class CompactJson
{
    public static string Of(JsonElement value)
    {
        StringBuilder json = new();
        Append(json, value);
        return json.ToString();
    }

    public static void AppendText(StringBuilder json, string text)
    {
        _ = json.Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }

        _ = json.Append('"');
    }

    private static void Append(StringBuilder json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                AppendText(json, value.GetString()!);
                break;
            case JsonValueKind.Array:
                AppendAll(json, '[', value.EnumerateArray(), ']', Append);
                break;
            case JsonValueKind.Object:
                AppendAll(json, '{', value.EnumerateObject(), '}', AppendProperty);
                break;
            default:
                _ = json.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendProperty(StringBuilder json, JsonProperty property)
    {
        AppendText(json, property.Name);
        _ = json.Append(':');
        Append(json, property.Value);
    }

    /// <summary>Items with commas between, in brackets.</summary>
    public static void AppendAll<T>(
        StringBuilder json, char open, IEnumerable<T> items, char close, Action<StringBuilder, T> append)
    {
        _ = json.Append(open);
        bool isFirst = true;
        foreach (T item in items)
        {
            _ = isFirst ? json : json.Append(',');
            isFirst = false;
            append(json, item);
        }

        _ = json.Append(close);
    }
}
