namespace OpenAIFineTune.Data.Rules;

/// <summary>Counts the different completions, as long as they may still be the labels of a classification.</summary>
internal sealed class LabelCounts(int ranksPerLabel)
{
    /// <summary>With more different completions nobody classifies; and they would not fit into bounded memory.</summary>
    public const int Most = 1 << 16;

    private Dictionary<ulong, Label>? _byHash = [];
    private readonly List<Label> _inOrder = [];

    /// <summary>How many there are; null when there are too many to count.</summary>
    public int? Count => _byHash?.Count;

    /// <summary>The labels in the order in which they first occurred; none when there are too many.</summary>
    public IReadOnlyList<Label> InOrder => _inOrder;

    /// <summary>Counts a completion.</summary>
    public void Add(string completion, ulong rank, long ordinal)
    {
        if (_byHash is null)
        {
            return;
        }

        TextHash hash = new(0);
        hash.Add(completion);
        if (!_byHash.TryGetValue(hash.Short, out Label? label))
        {
            label = new Label(_inOrder.Count < 2 ? completion : "", ranksPerLabel);
            _byHash.Add(hash.Short, label);
            _inOrder.Add(label);
        }

        label.Add(rank, ordinal);
        if (_byHash.Count > Most)
        {
            _byHash = null;
            _inOrder.Clear();
        }
    }
}
