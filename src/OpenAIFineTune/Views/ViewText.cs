using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenAIFineTune.Views;

/// <summary>Text of a service or a file as the views show it: all columns and lines of it go through here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    // What a list of 80 columns leaves beside its labels; PowerShell itself would break lines within words.
    private const int ListWidth = 62;
    private const string Indent = "  ";

    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>
    /// The value on one line, its blanks and line breaks drawn together; of a copied enumeration its word.
    /// </summary>
    public static string Line(PSObject? value)
        => string.Join(' ', Text(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The value with its line breaks.</summary>
    public static string Lines(PSObject? value) => Text(value);

    /// <summary>The value in quotes, its line breaks and tabs written out.</summary>
    public static string Quoted(PSObject? value) => $"\"{Escape(Text(value))}\"";

    /// <summary>A number with a fixed count of digits; empty without a number.</summary>
    public static string Number(object? value, string format)
        => value is IFormattable number ? number.ToString(format, CultureInfo.CurrentCulture) : "";

    /// <summary>A size as a person reads it: in the unit that leaves at most four digits, with one decimal.</summary>
    public static string Size(double bytes)
    {
        int unit = bytes < 1024 ? 0 : Math.Min(s_units.Length - 1, (int)Math.Log(bytes, 1024));
        return string.Create(CultureInfo.CurrentCulture, $"{bytes / Math.Pow(1024, unit):0.#} {s_units[unit]}");
    }

    /// <summary>A time to the minute, by the clock on the wall, in one order, whatever the culture.</summary>
    public static string Minute(PSObject? value) => Time(value, "yyyy-MM-dd HH:mm");

    /// <summary>A time to the second; empty without a time.</summary>
    public static string Second(PSObject? value) => Time(value, "yyyy-MM-dd HH:mm:ss");

    /// <summary>A day, in one order, whatever the culture; empty without one.</summary>
    public static string Day(PSObject? value)
    {
        DateOnly? day = value?.BaseObject switch
        {
            DateOnly own => own,
            // As with times, a copy has kept the properties.
            PSCustomObject => value.Properties["DayNumber"]?.Value is int number
                ? DateOnly.FromDayNumber(number) : null,
            _ => null,
        };
        return day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Names and values, a pair on a line and no pair on two.</summary>
    public static string Pairs(PSObject? pairs)
        => pairs?.BaseObject is IEnumerable list and not string
            ? string.Join('\n', list.Cast<object>().Select(Pair).Order(StringComparer.Ordinal)) : "";

    /// <summary>A sentence broken between words, so that a list shows it whole.</summary>
    public static string Wrap(PSObject? value)
    {
        StringBuilder text = new();
        int column = 0;
        foreach (string word in Line(value).Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > ListWidth)
            {
                _ = text.Append('\n').Append(Indent);
                column = Indent.Length;
            }
            else if (column > 0)
            {
                _ = text.Append(' ');
                column++;
            }

            _ = text.Append(word);
            column += word.Length;
        }

        return text.ToString();
    }

    private static string Time(PSObject? value, string format)
        => ReadTime(value) is DateTimeOffset time && time != default
            ? time.ToLocalTime().ToString(format, CultureInfo.InvariantCulture) : "";

    private static DateTimeOffset? ReadTime(PSObject? value) => value?.BaseObject switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        // What comes from Import-Clixml has lost its type and kept its properties.
        PSCustomObject => value.Properties["UtcDateTime"]?.Value is DateTime time
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null,
        _ => null,
    };

    private static string Text(PSObject? value) => TerminalText.Of(value?.ToString() ?? "");

    private static string Pair(object pair)
    {
        PSObject both = PSObject.AsPSObject(pair);
        return $"{Text(Wrapped(both, "Key"))} = {Escape(Text(Wrapped(both, "Value")))}";
    }

    private static PSObject? Wrapped(PSObject pair, string property)
        => pair.Properties[property]?.Value is object value ? PSObject.AsPSObject(value) : null;

    private static string Escape(string text)
        => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
}
