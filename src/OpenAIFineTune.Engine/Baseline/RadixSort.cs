namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Sorts row numbers; on a long text's thousands, several times faster than comparing them.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int ShortLength = 1000;

    /// <summary>Sorts numbers below 2^22; <paramref name="scratch"/> must be as long.</summary>
    public static void Sort(Span<int> values, Span<int> scratch)
    {
        if (values.Length < ShortLength)
        {
            values.Sort();
            return;
        }

        Distribute(values, scratch, 0);
        Distribute(scratch[..values.Length], values, DigitBits);
    }

    private static void Distribute(ReadOnlySpan<int> source, Span<int> target, int shift)
    {
        Span<int> starts = stackalloc int[Digits + 1];
        starts.Clear();
        foreach (int value in source)
        {
            starts[((value >> shift) & (Digits - 1)) + 1]++;
        }

        for (int digit = 0; digit < Digits; digit++)
        {
            starts[digit + 1] += starts[digit];
        }

        foreach (int value in source)
        {
            target[starts[(value >> shift) & (Digits - 1)]++] = value;
        }
    }
}
