using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// An XXH128 hash of texts as UTF-16 code units in little-endian order, the same on every machine and in every run, so
/// that a split can be repeated. Not against an attacker; with a million examples chance collides about once in 10^26.
/// </summary>
internal struct TextHash(ulong seed)
{
    /// <summary>The whole hash. Equal texts under different seeds have unrelated hashes.</summary>
    public UInt128 Value { readonly get; private set; }

    /// <summary>Half of it, for sets where chance may be tolerated.</summary>
    public readonly ulong Short => (ulong)Value;

    /// <summary>Adds a text, as a whole: where one ends and the next begins matters.</summary>
    public void Add(ReadOnlySpan<char> text) => Add(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text)));

    /// <summary>Adds the hash of something.</summary>
    public void Add(UInt128 hash)
    {
        ReadOnlySpan<UInt128> both = [Value, hash];
        Value = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(both), (long)seed);
    }
}
