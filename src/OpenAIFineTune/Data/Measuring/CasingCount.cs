using System.Numerics;
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
        if (!Ascii.IsValid(text))
        {
            AddRunes(text);
            return;
        }

        int done = 0;
        for (; done <= text.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector<byte> block = new(text[done..]);
            _lower += CountFrom(block, (byte)'a');
            _upper += CountFrom(block, (byte)'A');
        }

        for (; done < text.Length; done++)
        {
            Count(text[done], 1);
        }

        TakeOffBesideDigits(text);
    }

    private static int CountFrom(Vector<byte> block, byte first)
    {
        Vector<byte> isLetter = Vector.LessThan(block - new Vector<byte>(first), new Vector<byte>(26));
        return Vector.Sum(isLetter & Vector<byte>.One);
    }

    private void Count(byte unit, int step)
    {
        _lower += (uint)(unit - 'a') < 26 ? step : 0;
        _upper += (uint)(unit - 'A') < 26 ? step : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeOffBesideDigits(ReadOnlySpan<byte> text)
    {
        int end = -1;
        for (int from = 0; from < text.Length; from = end)
        {
            int digit = text[from..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (digit < 0)
            {
                return;
            }

            int start = from + digit;
            int length = text[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');

            // What stands between two numbers is beside both, and is taken off once.
            Count(start > 0 && start - 1 != end ? text[start - 1] : (byte)0, -1);
            end = length < 0 ? text.Length : start + length;
            Count(length < 0 ? (byte)0 : text[end], -1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRunes(ReadOnlySpan<byte> text)
    {
        bool isBehindDigit = false;
        for (int at = 0; at < text.Length;)
        {
            // U+3000 to U+9FFF and U+B000 to U+DFFF, Chinese, Japanese and most of Korean, have no case.
            if (text[at] is (>= 0xE3 and <= 0xE9) or (>= 0xEB and <= 0xED))
            {
                at += 3;
                isBehindDigit = false;
                continue;
            }

            Rune rune = Utf8Text.First(text[at..], out int length);
            at += length;
            bool isBeside = isBehindDigit || (at < text.Length && char.IsAsciiDigit((char)text[at]));

            // Letters beyond the first plane have a case too, but no half of them has.
            _lower += rune.IsBmp && !isBeside && Rune.IsLower(rune) ? 1 : 0;
            _upper += rune.IsBmp && !isBeside && Rune.IsUpper(rune) ? 1 : 0;
            isBehindDigit = rune.Value is >= '0' and <= '9';
        }
    }
}
