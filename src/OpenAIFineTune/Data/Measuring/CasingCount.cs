using System.Runtime.CompilerServices;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// Counts capitals and small letters over a whole column. A letter beside a digit belongs to a code or a time stamp
/// (<c>B12</c>, <c>01T10:00Z</c>) and is no sign of shouting, so it doesn't count.
/// </summary>
internal struct CasingCount
{
    private long _upper;
    private long _lower;

    /// <summary>Capitals are more than a third of the letters: the measure of openai-python 0.28.1.</summary>
    public readonly bool IsMostlyUpper => 2 * _upper > _lower;

    /// <summary>These counts and those of other texts.</summary>
    public readonly CasingCount With(in CasingCount other)
        => new() { _upper = _upper + other._upper, _lower = _lower + other._lower };

    /// <summary>Counts one text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> text)
    {
        int digit;
        while ((digit = text.IndexOfAnyInRange((byte)'0', (byte)'9')) >= 0)
        {
            ReadOnlySpan<byte> before = text[..digit];
            Count(before.IsEmpty ? before : before[..^LastLength(before)]);
            int end = text[digit..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (end < 0)
            {
                return;
            }

            // Also without the letter behind, unless another digit follows on it, which then takes it again.
            text = text[(digit + end)..];
            _ = Utf8Text.First(text, out int length);
            text = text[length..];
        }

        Count(text);
    }

    private static int LastLength(ReadOnlySpan<byte> text)
    {
        _ = Utf8Text.Last(text, out int length);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<byte> text)
    {
        int done = 0;
        if (text.Length >= Vector<byte>.Count && Ascii.IsValid(text))
        {
            ReadOnlySpan<Vector<byte>> blocks = MemoryMarshal.Cast<byte, Vector<byte>>(text);
            foreach (Vector<byte> block in blocks)
            {
                _lower += CountFrom(block, (byte)'a');
                _upper += CountFrom(block, (byte)'A');
            }

            done = blocks.Length * Vector<byte>.Count;
        }

        CountSlowly(text[done..]);
    }

    private static int CountFrom(Vector<byte> block, byte first)
    {
        Vector<byte> isLetter = Vector.LessThan(block - new Vector<byte>(first), new Vector<byte>(26));
        return Vector.Sum(isLetter & Vector<byte>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountSlowly(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            byte unit = text[0];
            if (unit < 0x80)
            {
                _lower += char.IsAsciiLetterLower((char)unit) ? 1 : 0;
                _upper += char.IsAsciiLetterUpper((char)unit) ? 1 : 0;
                text = text[1..];
                continue;
            }

            // Letters beyond the first plane have a case too, but no half of them has.
            Rune rune = Utf8Text.First(text, out int length);
            _lower += rune.IsBmp && Rune.IsLower(rune) ? 1 : 0;
            _upper += rune.IsBmp && Rune.IsUpper(rune) ? 1 : 0;
            text = text[length..];
        }
    }
}
