namespace OpenAIFineTune;

/// <summary>
/// A confusion matrix as text that no terminal has to break: wide ones have numbers for headings, or several parts.
/// </summary>
internal sealed class ConfusionTable
{
    private const int Width = 80;
    private const int ShownLabels = 20;
    private const int ShownLength = 24;
    private const string Corner = "expected";
    private const string Gap = "  ";

    private readonly ConfusionMatrix _matrix;
    private readonly string[] _labels;
    private readonly string[] _rows;
    private readonly string[] _headings;
    private readonly int _labelWidth;

    public ConfusionTable(ConfusionMatrix matrix)
    {
        _matrix = matrix;
        _labels = [.. matrix.Labels.Take(ShownLabels)];
        _rows = _headings = [.. _labels.Select(Shorten)];
        _labelWidth = _rows.Append(Corner).Max(row => row.Length);
        if (WidthOf(_labels.Length) > Width)
        {
            _headings = [.. _labels.Select((_, index) => Number(index + 1))];
            _rows = [.. _labels.Select((label, index) => $"{index + 1,2} {Shorten(label)}")];
            _labelWidth = _rows.Append(Corner).Max(row => row.Length);
        }
    }

    public override string ToString()
    {
        StringBuilder text = new();
        for (int first = 0; first < _labels.Length || first == 0;)
        {
            int end = EndOfPart(first);
            _ = first > 0 ? text.AppendLine().AppendLine() : text;
            AddPart(text, first, end);
            first = Math.Max(end, 1);
        }

        int more = _matrix.Labels.Count - _labels.Length;
        return more > 0
            ? text.AppendLine().Append(CultureInfo.CurrentCulture, $"… and {more} more labels").ToString()
            : text.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(int count) => count == 0 ? "." : Number(count);

    private static string Shorten(string label)
    {
        string line = label.Length == 0 ? "(empty)" : label.ReplaceLineEndings(" ");
        return line.Length <= ShownLength ? line : line[..(ShownLength - 1)] + "…";
    }

    private void AddPart(StringBuilder text, int first, int end)
    {
        _ = text.Append(Corner.PadRight(_labelWidth));
        for (int column = first; column < end; column++)
        {
            _ = text.Append(Gap).Append(_headings[column].PadLeft(ColumnWidth(column)));
        }

        for (int row = 0; row < _labels.Length; row++)
        {
            _ = text.AppendLine().Append(_rows[row].PadRight(_labelWidth));
            for (int column = first; column < end; column++)
            {
                string cell = Cell(_matrix[_labels[row], _labels[column]]);
                _ = text.Append(Gap).Append(cell.PadLeft(ColumnWidth(column)));
            }
        }
    }

    private int EndOfPart(int first)
    {
        int width = _labelWidth;
        int end = first;
        while (end < _labels.Length && (end == first || width + Gap.Length + ColumnWidth(end) <= Width))
        {
            width += Gap.Length + ColumnWidth(end++);
        }

        return end;
    }

    private int WidthOf(int columns)
        => _labelWidth + Enumerable.Range(0, columns).Sum(column => Gap.Length + ColumnWidth(column));

    private int ColumnWidth(int column)
        => Math.Max(_headings[column].Length, _labels.Max(expected => Cell(_matrix[expected, _labels[column]]).Length));
}
