using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.PowerShell;

/// <summary>
/// Writes PowerShell values as JSON. The serializer of .NET does not know PSObject: it finds cycles in it, also in a
/// hashtable whose values came down a pipeline.
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

        object? bare = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject
            ? wrapped.BaseObject : value;
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
