using System.Globalization;

namespace OpenAIFineTune.Data.Reading;

/// <summary>Texts of a worksheet's cells: what the cell holds, whatever it is formatted to look like.</summary>
internal static class CellText
{
    // Up to here a double holds each whole number exactly.
    private const double LargestWhole = 1e15;

    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        double number when double.IsInteger(number) && Math.Abs(number) < LargestWhole
            => ((long)number).ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "True" : "False",
        DateTime date => Of(date),
        TimeSpan span => string.Create(
            CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{Math.Abs((long)span.TotalHours):00}:{span:mm\\:ss}"),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A worksheet keeps a time without a date as a part of the day zero, which comes out as a day of 1899.</summary>
    private static string Of(DateTime date) => date.ToString(
        (date.Year < 1900 ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss") + (date.Millisecond == 0 ? "" : ".fff"), CultureInfo.InvariantCulture);
}
