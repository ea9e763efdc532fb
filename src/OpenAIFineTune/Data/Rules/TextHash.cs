using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// A 128-bit hash of texts, the same on every machine and in every run, so that a split can be repeated. Not against an
/// attacker: two folded-multiply lanes with different constants; with a million examples chance collides about once in 10^26.
/// </summary>
internal struct TextHash
{
    // Odd numbers with evenly mixed bits: the fractional parts of the square roots of 2, 3, 5 and 7.
    private const ulong First = 0x6A09E667F3BCC909;
    private const ulong Second = 0xBB67AE8584CAA73B;
    private const ulong Third = 0x3C6EF372FE94F82B;
    private const ulong Fourth = 0xA54FF53A5F1D36F1;

    private ulong _a;
    private ulong _b;

    /// <summary>Begins a hash; equal texts under different seeds have unrelated hashes.</summary>
    public TextHash(ulong seed)
    {
        _a = Fold(seed ^ First, Second);
        _b = Fold(seed ^ Third, Fourth);
    }

    /// <summary>Both lanes.</summary>
    public readonly UInt128 Value => new(Fold(_a ^ _b, Third), Fold(_b + First, _a | 1));

    /// <summary>Half of it, for sets where chance may be tolerated.</summary>
    public readonly ulong Short => Fold(_a ^ First, _b | 1);

    /// <summary>Adds a text; its length goes in too, so that where one text ends and the next begins matters.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        Mix((ulong)bytes.Length);
        while (bytes.Length >= 8)
        {
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            rest |= (ulong)bytes[i] << (8 * i);
        }

        Mix(rest);
    }

    /// <summary>Adds a number.</summary>
    public void Mix(ulong word)
    {
        _a = Fold(_a ^ word, First) + word;
        _b = Fold(_b + word, Third) ^ word;
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
