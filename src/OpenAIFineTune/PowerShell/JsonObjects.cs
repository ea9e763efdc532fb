using System.Management.Automation;
using System.Text.Json;

namespace OpenAIFineTune.PowerShell;

/// <summary>Reads JSON as PowerShell's objects, the way ConvertFrom-Json gives them.</summary>
internal static class JsonObjects
{
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
}
