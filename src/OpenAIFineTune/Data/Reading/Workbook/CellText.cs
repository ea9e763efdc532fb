using ExcelDataReader;
using ExcelNumberFormat;

namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>Texts of a worksheet's cells, as the sheet shows them.</summary>
internal sealed class CellText
{
    // Up to here a double holds each whole number exactly.
    private const double LargestWhole = 1e15;

    // These two are shown as each machine writes dates; so they have one form everywhere.
    private const int MachinesDate = 14;
    private const int MachinesDateAndTime = 22;

    private readonly Dictionary<string, NumberFormat> _formats = new(StringComparer.Ordinal);

    /// <summary>The text of a cell of the reader's current row; null for an empty one.</summary>
    public string? Of(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "TRUE" : "FALSE",
        DateTime date when reader.GetNumberFormatIndex(column) is MachinesDate or MachinesDateAndTime => Of(date),
        object value => Formatted(value, reader.GetNumberFormatString(column)) ?? Plain(value),
    };

    private static string Of(DateTime date) => date.ToString(
        date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Null where the cell has no format of its own, or one that makes no sense of the value.</summary>
    private string? Formatted(object value, string? format)
    {
        if (format is null or "" or "General" or "@")
        {
            return null;
        }

        if (!_formats.TryGetValue(format, out NumberFormat? known))
        {
            known = new NumberFormat(format);
            _formats.Add(format, known);
        }

        // Blanks at the ends only line numbers up.
        return known.IsValid ? known.Format(value, CultureInfo.InvariantCulture).Trim() : null;
    }

    private static string? Plain(object value) => value switch
    {
        double number when double.IsInteger(number) && Math.Abs(number) < LargestWhole
            => ((long)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
