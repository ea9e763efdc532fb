using System.Numerics;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// A set of hashes of 64 or 128 bits at little more than their size. It grows in a thousand small parts, one at a time,
/// so that growing never needs the old and the new table of everything at once.
/// </summary>
internal sealed class CompactSet<THash>
    where THash : unmanaged, IBinaryInteger<THash>
{
    private const int PartBits = 10;
    private const int FirstSize = 16;

    private readonly THash[]?[] _parts = new THash[]?[1 << PartBits];
    private readonly int[] _counts = new int[1 << PartBits];

    /// <summary>False when the hash was there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(THash hash)
    {
        hash = hash == THash.Zero ? THash.One : hash;   // zero marks an empty slot
        int part = PartOf(hash);
        THash[] slots = _parts[part] ??= new THash[FirstSize];
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

    /// <summary>
    /// Looks where a hash belongs, so that its place in memory is near when it is added soon: of a large set each place
    /// is a wait, and several looks wait together. What is returned means nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int LookAhead(THash hash)
    {
        THash[]? slots = _parts[PartOf(hash)];
        return slots is null || slots[SlotOf(hash, slots.Length)] == THash.Zero ? 0 : 1;
    }

    /// <summary>Empties the set and keeps its memory for the next reading.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        foreach (THash[]? slots in _parts)
        {
            Array.Clear(slots ?? []);
        }
    }

    private static int PartOf(THash hash)
        => int.CreateTruncating(hash >>> ((8 * Unsafe.SizeOf<THash>()) - PartBits));

    // The hash as a fraction of the length: any length will do, so that growing by half wastes less than doubling.
    // The bits that chose the part are all the same in it and go last.
    private static int SlotOf(THash hash, int length)
        => (int)Math.BigMul(BitOperations.RotateLeft(ulong.CreateTruncating(hash), PartBits), (ulong)length, out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryPlace(THash[] slots, THash hash)
    {
        int slot = SlotOf(hash, slots.Length);
        while (slots[slot] != THash.Zero)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static THash[] Grow(THash[] slots)
    {
        THash[] larger = new THash[slots.Length / 2 * 3];
        foreach (THash hash in slots)
        {
            if (hash != THash.Zero)
            {
                TryPlace(larger, hash);
            }
        }

        return larger;
    }
}
