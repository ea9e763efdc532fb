namespace OpenAIFineTune.Data.Reading;

/// <summary>Finds what no training file can hold: NUL characters and halves of surrogate pairs.</summary>
internal static class TextFault
{
    /// <summary>What is wrong with a text, in words; null for nothing.</summary>
    public static string? Find(string text)
    {
        int half = IndexOfLoneSurrogate(text);
        return text.Contains('\0') || half < 0
            ? Find(Encoding.UTF8.GetBytes(text))
            : $"half of a character (U+{(int)text[half]:X4}) at position {half + 1} of a text";
    }

    /// <summary>The same for UTF-8, which has no halves of characters.</summary>
    public static string? Find(ReadOnlySpan<byte> text)
    {
        int nul = text.IndexOf((byte)0);
        return nul < 0 ? null : $"a NUL character at position {Encoding.UTF8.GetCharCount(text[..nul]) + 1} of a text";
    }

    /// <summary>True when there is anything to find.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => text.Contains('\0') || IndexOfLoneSurrogate(text) >= 0;

    /// <summary>True when half of a surrogate pair stands alone: it has no form in UTF-8.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<char> text) => IndexOfLoneSurrogate(text) >= 0;

    private static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        int from = 0;
        while (true)
        {
            int at = text[from..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0)
            {
                return -1;
            }

            from += at;
            if (from + 1 == text.Length || !char.IsSurrogatePair(text[from], text[from + 1]))
            {
                return from;
            }

            from += 2;
        }
    }
}
