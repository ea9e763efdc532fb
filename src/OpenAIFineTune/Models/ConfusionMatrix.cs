using System.Globalization;
using System.Text;

namespace OpenAIFineTune;

/// <summary>What was answered for which label; as text, a table with the expected labels down the side.</summary>
public sealed class ConfusionMatrix
{
    private const int ShownLabels = 20;
    private const int ShownLength = 24;

    private readonly Dictionary<(string Expected, string Answered), int> _counts;

    internal ConfusionMatrix(IReadOnlyList<string> labels, IReadOnlyList<ConfusionCell> cells)
    {
        Labels = labels.ToArray();
        Cells = cells.ToArray();
        _counts = cells.ToDictionary(cell => (cell.Expected, cell.Answered), cell => cell.Count);
    }

    /// <summary>The labels, most frequent first; those that only the model knows come last.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The pairs that occurred, for a table or a file.</summary>
    public IReadOnlyList<ConfusionCell> Cells { get; }

    /// <summary>How often <paramref name="answered"/> was given where <paramref name="expected"/> was right.</summary>
    public int this[string expected, string answered] => _counts.GetValueOrDefault((expected, answered));

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] shown = [.. Labels.Take(ShownLabels)];
        int labelWidth = shown.Append("expected").Max(label => Shorten(label).Length);
        int[] widths = [.. shown.Select(answered => ColumnWidth(shown, answered))];
        StringBuilder text = new("expected".PadRight(labelWidth));
        AddRow(text, shown.Select(Shorten), widths);
        foreach (string expected in shown)
        {
            _ = text.AppendLine().Append(Shorten(expected).PadRight(labelWidth));
            AddRow(text, shown.Select(answered => Cell(this[expected, answered])), widths);
        }

        if (Labels.Count > shown.Length)
        {
            _ = text.AppendLine().Append(CultureInfo.CurrentCulture, $"… and {Labels.Count - shown.Length} more labels");
        }

        return text.ToString();
    }

    private static void AddRow(StringBuilder text, IEnumerable<string> cells, int[] widths)
    {
        foreach ((string cell, int width) in cells.Zip(widths))
        {
            _ = text.Append("  ").Append(cell.PadLeft(width));
        }
    }

    private static string Cell(int count) => count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string label)
    {
        string line = label.Length == 0 ? "(empty)" : label.ReplaceLineEndings(" ");
        return line.Length <= ShownLength ? line : line[..(ShownLength - 1)] + "…";
    }

    private int ColumnWidth(string[] shown, string answered)
        => shown.Select(expected => Cell(this[expected, answered]).Length).Append(Shorten(answered).Length).Max();
}
