namespace OpenAIFineTune.Data.Measuring;

/// <summary>Counts the different completions, as long as they may still be the labels of a classification.</summary>
internal sealed class LabelCounts
{
    /// <summary>
    /// With more different completions nobody classifies; and they would not fit into bounded memory.
    /// </summary>
    public const int Most = RankList.MostLabels;

    private readonly List<string> _firstTexts = [];
    private readonly List<long> _counts = [];
    private Dictionary<ulong, int>? _byHash = [];

    /// <summary>How many there are; null when there are too many to count.</summary>
    public int? Count => _byHash?.Count;

    /// <summary>How many examples have each label, in the order in which labels first occurred.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Those that may be one label.</summary>
    public SimilarLabels Similar { get; } = new();

    /// <summary>Of two labels, the text of the more frequent one; the first on a tie.</summary>
    public string MoreFrequent => _firstTexts[_counts[0] >= _counts[1] ? 0 : 1];

    /// <summary>True when the text of a new label is wanted, for <see cref="Name"/>.</summary>
    public bool WantsText => !Similar.IsFull && _byHash is not null;

    /// <summary>Counts a completion by its hash, and returns the number of its label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ulong hash, out bool isNew)
    {
        isNew = false;
        if (_byHash is null)
        {
            return 0;
        }

        if (_byHash.TryGetValue(hash, out int label))
        {
            _counts[label]++;
            return label;
        }

        if (_counts.Count == Most)
        {
            _byHash = null;
            _counts.Clear();
            return 0;
        }

        isNew = true;
        _byHash.Add(hash, _counts.Count);
        _counts.Add(1);
        return _counts.Count - 1;
    }

    /// <summary>Takes the text of a label that was new.</summary>
    public void Name(string label)
    {
        Similar.Add(label);
        if (_firstTexts.Count < 2)
        {
            _firstTexts.Add(label);
        }
    }
}
