using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Counts capitals and small letters over a whole column. A letter beside a digit belongs to a code or a time stamp
/// (<c>B12</c>, <c>01T10:00Z</c>) and is no sign of shouting, so it doesn't count.
/// </summary>
internal sealed class CasingCount
{
    private long _upper;
    private long _lower;

    /// <summary>Capitals are more than a third of the letters: the measure of openai-python 0.28.1.</summary>
    public bool IsMostlyUpper => 2 * _upper > _lower;

    /// <summary>Counts one text.</summary>
    public void Add(string text)
    {
        ReadOnlySpan<char> rest = text;
        int digit;
        while ((digit = rest.IndexOfAnyInRange('0', '9')) >= 0)
        {
            Count(rest[..Math.Max(0, digit - 1)]);
            int end = digit;
            while (end < rest.Length && char.IsAsciiDigit(rest[end]))
            {
                end++;
            }

            // Also without the letter behind, unless another digit follows on it, which then takes it again.
            rest = rest[Math.Min(rest.Length, end + 1)..];
        }

        Count(rest);
    }

    private void Count(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<ushort> units = MemoryMarshal.Cast<char, ushort>(text);
        int done = 0;
        if (!Ascii.IsValid(text))
        {
            CountSlowly(text);
            return;
        }

        for (; done <= units.Length - Vector<ushort>.Count; done += Vector<ushort>.Count)
        {
            Vector<ushort> block = new(units[done..]);
            _lower += CountFrom(block, 'a');
            _upper += CountFrom(block, 'A');
        }

        CountSlowly(text[done..]);
    }

    private static int CountFrom(Vector<ushort> block, char first)
    {
        Vector<ushort> isLetter = Vector.LessThan(block - new Vector<ushort>(first), new Vector<ushort>(26));
        return Vector.Sum(isLetter & Vector<ushort>.One);
    }

    private void CountSlowly(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            _lower += char.IsLower(c) ? 1 : 0;
            _upper += char.IsUpper(c) ? 1 : 0;
        }
    }
}
