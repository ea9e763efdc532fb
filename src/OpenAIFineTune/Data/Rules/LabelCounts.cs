namespace OpenAIFineTune.Data.Rules;

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

    /// <summary>Counts a completion, and returns the number of its label.</summary>
    public int Add(string completion)
    {
        if (_byHash is null)
        {
            return 0;
        }

        TextHash hash = new(0);
        hash.Add(completion);
        if (_byHash.TryGetValue(hash.Short, out int label))
        {
            _counts[label]++;
            return label;
        }

        return AddNew(hash.Short, completion);
    }

    private int AddNew(ulong hash, string completion)
    {
        if (_counts.Count == Most)
        {
            _byHash = null;
            _counts.Clear();
            return 0;
        }

        _byHash!.Add(hash, _counts.Count);
        _counts.Add(1);
        Similar.Add(completion);
        if (_firstTexts.Count < 2)
        {
            _firstTexts.Add(completion);
        }

        return _counts.Count - 1;
    }
}
