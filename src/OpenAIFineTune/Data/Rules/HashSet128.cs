namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// A set of 128-bit hashes at little more than their size. It grows in a thousand small parts, one at a time, so that
/// growing never needs the old and the new table of everything at once.
/// </summary>
internal sealed class HashSet128
{
    private const int PartCount = 1024;
    private const int FirstSize = 16;

    private readonly UInt128[]?[] _parts = new UInt128[]?[PartCount];
    private readonly int[] _counts = new int[PartCount];

    /// <summary>False when the hash was there already.</summary>
    public bool Add(UInt128 hash)
    {
        hash = hash == UInt128.Zero ? UInt128.One : hash;   // zero marks an empty slot
        int part = (int)(ulong)(hash >> 118);
        UInt128[] slots = _parts[part] ??= new UInt128[FirstSize];
        if (!TryPlace(slots, hash))
        {
            return false;
        }

        if (++_counts[part] * 5 > slots.Length * 4)
        {
            _parts[part] = Grow(slots);
        }

        return true;
    }

    /// <summary>Empties the set and keeps its memory for the next reading.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        foreach (UInt128[]? slots in _parts)
        {
            Array.Clear(slots ?? []);
        }
    }

    private static bool TryPlace(UInt128[] slots, UInt128 hash)
    {
        // The hash as a fraction of the length: any length will do, so that growing by half wastes less than doubling.
        int slot = (int)Math.BigMul((ulong)hash, (ulong)slots.Length, out _);
        while (slots[slot] != UInt128.Zero)
        {
            if (slots[slot] == hash)
            {
                return false;
            }

            slot = slot + 1 == slots.Length ? 0 : slot + 1;
        }

        slots[slot] = hash;
        return true;
    }

    private static UInt128[] Grow(UInt128[] slots)
    {
        UInt128[] larger = new UInt128[slots.Length / 2 * 3];
        foreach (UInt128 hash in slots)
        {
            if (hash != UInt128.Zero)
            {
                TryPlace(larger, hash);
            }
        }

        return larger;
    }
}
