using System.Globalization;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Splits text into words, runs of signs and white space.</summary>
internal static class TokenScanner
{
    /// <summary>The length of the token that begins at <paramref name="start"/>, at least 1.</summary>
    public static int Next(ReadOnlySpan<char> text, int start, out TokenKind kind)
    {
        kind = KindOf(text[start]);
        int end = start + 1;
        while (end < text.Length && KindOf(text[end]) == kind)
        {
            end++;
        }

        return end - start;
    }

    /// <summary>True for Chinese characters, kana and the like, which run on without spaces.</summary>
    public static bool IsIdeographic(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    // Vowel signs of Indic scripts and combining accents are parts of words.
    private static TokenKind KindOf(char c)
        => char.IsLetterOrDigit(c) || c == '_' ? TokenKind.Word
            : char.IsWhiteSpace(c) ? TokenKind.Space
            : char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                ? TokenKind.Word
            : TokenKind.Sign;
}
