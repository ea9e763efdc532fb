namespace OpenAIFineTune.Data.Measuring;

/// <summary>Keeps the examples with the smallest ranks, <paramref name="capacity"/> and one more.</summary>
internal sealed class SmallestRanks(int capacity)
{
    private readonly List<(ulong Rank, long Ordinal)> _kept = [];
    private ulong _limit = ulong.MaxValue;

    /// <summary>Offers the example that was read as the <paramref name="ordinal"/>th.</summary>
    public void Add(ulong rank, long ordinal)
    {
        if (rank > _limit || capacity == 0)
        {
            return;
        }

        _kept.Add((rank, ordinal));
        if (_kept.Count > 2L * capacity + 64)
        {
            Trim();
        }
    }

    /// <summary>
    /// The ordinals of the smallest ranks, as many as are wanted. Copies of one example have one rank: they are
    /// taken together or, where that would be too many, not at all.
    /// </summary>
    public IEnumerable<long> Take()
    {
        int count = Math.Min(capacity, _kept.Count);
        _kept.Sort();
        if (count < _kept.Count)
        {
            ulong tied = _kept[count].Rank;
            while (count > 0 && _kept[count - 1].Rank == tied)
            {
                count--;
            }
        }

        return _kept.Take(count).Select(entry => entry.Ordinal);
    }

    private void Trim()
    {
        _kept.Sort();
        _kept.RemoveRange(capacity + 1, _kept.Count - capacity - 1);
        _limit = _kept[^1].Rank;
    }
}
