using System.Globalization;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// The texts that end prompts and completions, so that a model knows where to begin and where to stop. The lists and
/// their order are those of openai-python 0.28.1, whose files we must recognise.
/// </summary>
internal static class Markers
{
    /// <summary>Separators, best first; the last is taken even if it occurs in the data.</summary>
    public static readonly string[] Separators =
        [" ->", "\n\n###\n\n", "\n\n===\n\n", "\n\n---\n\n", "\n\n===>\n\n", "\n\n--->\n\n", LastSeparator];

    /// <summary>Endings, best first; the last is taken even if it occurs in the data.</summary>
    public static readonly string[] Endings =
        ["\n", FullStop, " END", "***", "+++", "&&&", "$$$", "@@@", "%%%", LastEnding];

    /// <summary>What is taken when the data holds all other separators.</summary>
    public const string LastSeparator = "\n\n### =>\n\n";

    /// <summary>What is taken when the data holds all other endings.</summary>
    public const string LastEnding = " [END]";

    /// <summary>An ending only where nothing else can be: it ends sentences too.</summary>
    public const string FullStop = ".";

    // Enough to tell one from another in a table.
    private const int MostShown = 60;

    // Signs of ordinary sentences and of units, which say nothing about a marker.
    private const string OrdinarySigns = ".,;:!?'\"()[]{}…“”‘’«»。、，！？：；%‰°€£¥₩";

    /// <summary>The known marker that <paramref name="suffix"/> ends with, the longest first; null for none.</summary>
    public static string? Known(string suffix, IEnumerable<string> known)
        => known.Where(marker => suffix.EndsWith(marker, StringComparison.Ordinal)).MaxBy(marker => marker.Length);

    /// <summary>
    /// The part of a shared ending that somebody may have put there as a marker; null when it is more likely the chance end
    /// of words, numbers or sentences. It never begins within a word, and holds a line break, or is framed by a sign
    /// that isn't one of sentences or units, or is a heading such as <c> Answer:</c>. In conversations, which lose their
    /// markers, it has no letters either: words may well be meant.
    /// </summary>
    public static string? Plausible(string suffix, FineTuneFormat format)
    {
        int start = 0;
        while (start < suffix.Length && IsWordChar(suffix[start]))
        {
            start++;
        }

        string marker = suffix[start..];
        string bare = marker.Trim();
        if (format != FineTuneFormat.PromptCompletion && (bare.Length == 0 || bare.Any(char.IsLetterOrDigit)))
        {
            return null;
        }

        bool isHeading = bare.Length > 1 && bare[^1] == ':' && char.IsWhiteSpace(marker[0]);
        bool isFramed = marker.Length > 1 && bare.Length > 0 && !bare.Any(char.IsDigit)
            && (IsMarkerSign(bare[0]) || IsMarkerSign(bare[^1]));
        return marker.Contains('\n') || isFramed || isHeading ? marker : null;
    }

    /// <summary>
    /// As much of a shared beginning as can be cut off without cutting through a word, a number or a date:
    /// <c>Sorry about the r</c> gives <c>Sorry about the </c>, and <c>2024-01-0</c> nothing.
    /// </summary>
    public static string WholeWords(string prefix)
    {
        int end = prefix.Length;
        while (end > 0 && (IsWordChar(prefix[end - 1]) || IsInNumber(prefix, end)))
        {
            end--;
        }

        return prefix[..end];
    }

    /// <summary>A marker as messages show it; only the start of a long one.</summary>
    public static string Show(string marker) => "'" + Start(marker).Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "'";

    private static string Start(string marker)
        => marker.Length <= MostShown ? marker
            : marker[..(char.IsHighSurrogate(marker[MostShown - 1]) ? MostShown - 1 : MostShown)] + "…";

    private static bool IsInNumber(string prefix, int end)
        => end > 1 && !char.IsWhiteSpace(prefix[end - 1]) && char.IsAsciiDigit(prefix[end - 2]);

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || IsMark(c) || char.IsSurrogate(c);

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsMarkerSign(char c)
        => (char.IsSymbol(c) || char.IsPunctuation(c)) && !OrdinarySigns.Contains(c);
}
