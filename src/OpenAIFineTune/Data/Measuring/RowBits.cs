namespace OpenAIFineTune.Data.Measuring;

/// <summary>A set of row numbers at one bit each.</summary>
internal sealed class RowBits
{
    private readonly List<ulong> _words = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>True when <paramref name="ordinal"/> is in the set.</summary>
    public bool this[long ordinal]
        => ordinal >> 6 < _words.Count && (_words[(int)(ordinal >> 6)] >> (int)(ordinal & 63) & 1) == 1;

    /// <summary>Adds a number; they may come in any order.</summary>
    public void Add(long ordinal)
    {
        while (_words.Count <= ordinal >> 6)
        {
            _words.Add(0);
        }

        Count += this[ordinal] ? 0 : 1;
        _words[(int)(ordinal >> 6)] |= 1UL << (int)(ordinal & 63);
    }
}
