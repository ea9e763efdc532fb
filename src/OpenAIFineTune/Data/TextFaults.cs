namespace OpenAIFineTune.Data;

/// <summary>Finds what no training file can hold: NUL characters and halves of surrogate pairs.</summary>
internal static class TextFaults
{
    /// <summary>What is wrong with a text, in words; null for nothing.</summary>
    public static string? Find(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int nul = text.IndexOf('\0');
        if (nul >= 0)
        {
            return $"a NUL character at position {nul + 1} of a text";
        }

        for (int i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return $"half of a character (U+{(int)text[i]:X4}) at position {i + 1} of a text";
            }
        }

        return null;
    }
}
