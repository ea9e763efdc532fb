namespace OpenAIFineTune.Data.Rules;

/// <summary>Lower-casing that knows no culture and is Unicode's full one, where .NET's is letter by letter.</summary>
internal static class LowerCase
{
    /// <summary>The text in small letters; false when it has no capitals.</summary>
    public static bool TryLower(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> lower)
    {
        lower = text;
        if (Ascii.IsValid(text))
        {
            if (!text.ContainsAnyInRange((byte)'A', (byte)'Z'))
            {
                return false;
            }

            byte[] letters = new byte[text.Length];
            _ = Ascii.ToLower(text, letters, out _);
            lower = letters;
            return true;
        }

        string before = Encoding.UTF8.GetString(text);
        string after = Of(before);
        lower = after == before ? text : Encoding.UTF8.GetBytes(after);
        return after != before;
    }

    /// <summary>The text in small letters; the same instance when it has no capitals.</summary>
    public static string Of(string text)
    {
        string lower = text.ToLowerInvariant();
        if (text.Contains('\u0130'))
        {
            // Unicode SpecialCasing: capital I with dot becomes i and a combining dot.
            lower = lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal);
        }

        return text.Contains('\u03A3') ? WithFinalSigmas(text, lower) : lower;
    }

    /// <summary>Unicode SpecialCasing: a capital sigma at the end of a word becomes the final one.</summary>
    private static string WithFinalSigmas(string text, string lower)
    {
        if (text.Length != lower.Length)
        {
            return lower;   // a dotted I moved the places; leave plain sigmas
        }

        char[] letters = lower.ToCharArray();
        for (int i = 1; i < letters.Length; i++)
        {
            bool endsWord = i + 1 == letters.Length || !char.IsLetter(letters[i + 1]);
            if (text[i] == '\u03A3' && char.IsLetter(letters[i - 1]) && endsWord)
            {
                letters[i] = '\u03C2';
            }
        }

        return new string(letters);
    }
}
