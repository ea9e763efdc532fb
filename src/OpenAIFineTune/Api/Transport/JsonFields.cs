namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// Reads fields of answers that differ from service to service: a field that is missing, null or of another kind is
/// null, and never an error.
/// </summary>
internal static class JsonFields
{
    /// <summary>The field's value; an undefined element when it is missing or null.</summary>
    public static JsonElement Field(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind != JsonValueKind.Null
                ? value : default;

    /// <summary>The field as text; numbers and the like as they are written.</summary>
    public static string? Text(this JsonElement element, string name) => element.Field(name).Text();

    /// <summary>A value as text; null for nothing.</summary>
    public static string? Text(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    /// <summary>The field as a number; also one that is written as text.</summary>
    public static double? Number(this JsonElement element, string name) => element.Field(name).Number();

    /// <summary>A value as a number; null for what is none.</summary>
    public static double? Number(this JsonElement value)
        => double.TryParse(value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number : null;

    /// <summary>The field as a whole number.</summary>
    public static long? Integer(this JsonElement element, string name)
        => element.Number(name) is double number && Math.Abs(number) < long.MaxValue ? (long)number : null;

    /// <summary>The field as a truth value.</summary>
    public static bool? Flag(this JsonElement element, string name)
        => bool.TryParse(element.Text(name), out bool flag) ? flag : null;

    /// <summary>The field as a time: seconds since 1970, where 0 means none, or ISO 8601 text.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        // The bounds of DateTimeOffset.FromUnixTimeSeconds.
        if (element.Number(name) is double seconds)
        {
            return seconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
        }

        return DateTimeOffset.TryParse(
            element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                ? time : null;
    }

    /// <summary>The elements of an array field; none when it is something else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name)
        => element.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The texts of an array field.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name)
        => [.. element.Items(name).Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString()!)];

    /// <summary>The members of an object field; none when it is something else.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name)
        => element.Field(name) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject() : [];

    /// <summary>Members as a dictionary; of two with the same name the last one counts.</summary>
    public static Dictionary<string, T> ToMap<T>(this IEnumerable<JsonProperty> members, Func<JsonElement, T> read)
    {
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        foreach (JsonProperty member in members)
        {
            map[member.Name] = read(member.Value);
        }

        return map;
    }
}
