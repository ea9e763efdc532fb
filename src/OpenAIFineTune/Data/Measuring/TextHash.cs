using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// An XXH128 hash of texts as UTF-16 code units in little-endian order, the same on every machine and in every run, so
/// that a split can be repeated. Not against an attacker; with a million examples chance collides about once in 10^26.
/// </summary>
internal struct TextHash(ulong seed)
{
    // Long enough for nearly all texts; longer ones are widened in a rented array.
    private const int Usual = 4096;

    [ThreadStatic]
    private static char[]? t_chars;

    /// <summary>The hash of no text.</summary>
    public static readonly UInt128 Empty = XxHash128.HashToUInt128([]);

    /// <summary>The whole hash. Equal texts under different seeds have unrelated hashes.</summary>
    public UInt128 Value { readonly get; private set; }

    /// <summary>Half of it, for sets where chance may be tolerated.</summary>
    public readonly ulong Short => (ulong)Value;

    /// <summary>The hash of one text alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static UInt128 Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return Empty;
        }

        char[]? rented = text.Length > Usual ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        char[] chars = rented ?? (t_chars ??= new char[Usual]);
        int length = Encoding.UTF8.GetChars(text, chars);
        UInt128 hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(chars.AsSpan(0, length)));
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return hash;
    }

    /// <summary>Adds a text, as a whole: where one ends and the next begins matters.</summary>
    public void Add(ReadOnlySpan<byte> text) => Add(Of(text));

    /// <summary>Adds the hash of something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(UInt128 hash)
    {
        ReadOnlySpan<UInt128> both = [Value, hash];
        Value = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(both), (long)seed);
    }
}
