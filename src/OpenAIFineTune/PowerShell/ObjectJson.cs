using System.Collections;
using System.Management.Automation;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.PowerShell;

/// <summary>
/// Writes PowerShell values as JSON, and reads them the way ConvertFrom-Json does. The serializer of .NET does not know
/// PSObject: it finds cycles in it, also in a hashtable whose values came down a pipeline.
/// </summary>
internal static class ObjectJson
{
    private const int MostLevels = 32;

    /// <summary>The value as JSON; numbers and dates in the invariant culture.</summary>
    public static JsonNode? From(object? value, int levels = MostLevels)
    {
        if (levels == 0)
        {
            throw new ArgumentTransformationMetadataException(
                $"The value is nested more than {MostLevels} levels deep.");
        }

        object? bare = ValueTransformAttribute.Unwrap(value);
        return bare switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            DateTime time => JsonValue.Create(time.ToString("o", CultureInfo.InvariantCulture)),
            IDictionary map => FromMap(map, levels - 1),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => From(item, levels - 1))]),
            PSObject custom => FromProperties(custom, levels - 1),
            IFormattable number when IsNumber(number) =>
                JsonNode.Parse(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => JsonValue.Create(Convert.ToString(bare, CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>JSON as PowerShell's objects.</summary>
    public static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.Object => ReadObject(value),
        _ => null,
    };

    private static PSObject ReadObject(JsonElement value)
    {
        PSObject custom = new();

        // PowerShell knows neither properties without a name nor two that differ in case: the last one counts.
        foreach (JsonProperty member in value.EnumerateObject().Where(member => member.Name.Length > 0))
        {
            custom.Properties.Remove(member.Name);
            custom.Properties.Add(new PSNoteProperty(member.Name, Read(member.Value)));
        }

        return custom;
    }

    private static bool IsNumber(object value)
        => value is not Enum && Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static JsonObject FromMap(IDictionary map, int levels)
    {
        JsonObject result = [];
        foreach (DictionaryEntry pair in map)
        {
            result[Convert.ToString(pair.Key, CultureInfo.InvariantCulture) ?? ""] = From(pair.Value, levels);
        }

        return result;
    }

    private static JsonObject FromProperties(PSObject custom, int levels)
    {
        JsonObject result = [];
        foreach (PSPropertyInfo property in custom.Properties)
        {
            result[property.Name] = From(property.Value, levels);
        }

        return result;
    }
}
