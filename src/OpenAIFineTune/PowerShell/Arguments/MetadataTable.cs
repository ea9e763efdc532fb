using System.Collections;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Reads a PowerShell hashtable as notes on a job.</summary>
internal static class MetadataTable
{
    /// <summary>Keys and values as text, in the invariant culture.</summary>
    public static Dictionary<string, string> From(Hashtable table)
        => table.Cast<DictionaryEntry>().ToDictionary(
            pair => Text(pair.Key), pair => Text(pair.Value), StringComparer.Ordinal);

    private static string Text(object? value)
        => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture) ?? "";
}
