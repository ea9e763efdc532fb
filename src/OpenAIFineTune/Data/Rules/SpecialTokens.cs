using System.Text.RegularExpressions;

namespace OpenAIFineTune.Data.Rules;

/// <summary>Texts that models take for control tokens.</summary>
internal static partial class SpecialTokens
{
    /// <summary>The first special token in a text; null for none.</summary>
    public static string? Find(string text)
        => text.Contains("<|", StringComparison.Ordinal) && Token().Match(text) is { Success: true } match
            ? match.Value : null;

    /// <summary>
    /// The text without special tokens, also those that only arise when another is gone; the same if it has none.
    /// </summary>
    public static string Remove(string text)
    {
        while (Find(text) is not null)
        {
            text = Token().Replace(text, "");
        }

        return text;
    }

    // tiktoken's encodings and OpenAI's chat formats name their tokens so: endoftext, fim_prefix, im_start,
    // reserved_200000.
    [GeneratedRegex(@"<\|[\p{L}\p{N}_]{1,40}\|>", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
