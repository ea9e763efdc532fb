namespace OpenAIFineTune.Data.Reading;

/// <summary>Finds in a text what no file of examples may hold.</summary>
internal static class TextFault
{
    /// <summary>True when half of a surrogate pair stands alone: it has no form in UTF-8.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int at = IndexOfSurrogate(text); at >= 0; at = IndexOfSurrogate(text))
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            text = text[(at + 2)..];
        }

        return false;
    }

    private static int IndexOfSurrogate(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\uD800', '\uDFFF');
}
