namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// For each example that was read, in eight bytes, its label and a rank that its text gives it: who is chosen for
/// validation depends on nothing else. Grows in blocks, so that growing needs no copy.
/// </summary>
internal sealed class RankList
{
    private const int BlockSize = 1 << 13;
    private const int RankBits = 46;

    /// <summary>Labels are numbered below this.</summary>
    public const int MostLabels = (1 << (64 - RankBits)) - 1;

    private const ulong LeftOut = ulong.MaxValue;

    private readonly List<ulong[]> _blocks = [];

    /// <summary>How many examples were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the next example, which stays.</summary>
    public void Add(ulong rank, int label) => Add(((ulong)label << RankBits) | (rank >> (64 - RankBits)));

    /// <summary>Adds the next example, which doesn't.</summary>
    public void AddLeftOut() => Add(LeftOut);

    /// <summary>True when the example stays.</summary>
    public bool Keeps(long ordinal) => ordinal < Count && At(ordinal) != LeftOut;

    /// <summary>Those that stay.</summary>
    public IEnumerable<(long Ordinal, int Label, ulong Rank)> Kept()
    {
        for (long ordinal = 0; ordinal < Count; ordinal++)
        {
            ulong entry = At(ordinal);
            if (entry != LeftOut)
            {
                yield return (ordinal, (int)(entry >> RankBits), entry & ((1UL << RankBits) - 1));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong At(long ordinal) => _blocks[(int)(ordinal / BlockSize)][ordinal % BlockSize];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ulong entry)
    {
        if (Count % BlockSize == 0)
        {
            _blocks.Add(new ulong[BlockSize]);
        }

        _blocks[^1][Count++ % BlockSize] = entry;
    }
}
