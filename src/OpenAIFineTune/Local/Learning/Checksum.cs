using System.Runtime.InteropServices;

namespace OpenAIFineTune.Local.Learning;

/// <summary>A running 64-bit sum that notices a changed or missing byte; not a protection against intent.</summary>
internal struct Checksum
{
    private ulong _sum;

    public readonly ulong Value => _sum;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            Add(word);
        }

        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
        {
            Add(rest);
        }
    }

    private void Add(ulong value)
    {
        ulong mixed = (_sum ^ value) * 11400714819323198485;
        _sum = mixed ^ (mixed >> 29);
    }
}
