using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.Views;

/// <summary>Times as all views show them: the clock on the wall, in one order, whatever the culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LocalTime
{
    /// <summary>To the minute; empty without a time.</summary>
    public static string Minute(PSObject? value) => Text(value, "yyyy-MM-dd HH:mm");

    /// <summary>To the second; empty without a time.</summary>
    public static string Second(PSObject? value) => Text(value, "yyyy-MM-dd HH:mm:ss");

    private static string Text(PSObject? value, string format)
        => Read(value) is DateTimeOffset time && time != default
            ? time.ToLocalTime().ToString(format, CultureInfo.InvariantCulture)
            : "";

    private static DateTimeOffset? Read(PSObject? value) => value?.BaseObject switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        // What comes from Import-Clixml has lost its type and kept its properties.
        PSCustomObject => value.Properties["UtcDateTime"]?.Value is DateTime time
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : null,
        _ => null,
    };
}
