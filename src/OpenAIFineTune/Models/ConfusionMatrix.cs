namespace OpenAIFineTune;

/// <summary>What was answered for which label; as text, a table with the expected labels down the side.</summary>
public sealed class ConfusionMatrix
{
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
    public override string ToString() => new ConfusionTable(this).ToString();
}
