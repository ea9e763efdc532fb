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
        ["\n", ".", " END", "***", "+++", "&&&", "$$$", "@@@", "%%%", LastEnding];

    /// <summary>What is taken when the data holds all other separators.</summary>
    public const string LastSeparator = "\n\n### =>\n\n";

    /// <summary>What is taken when the data holds all other endings.</summary>
    public const string LastEnding = " [END]";

    /// <summary>
    /// Endings only where nothing else can be: they end sentences too, in the one script or the other.
    /// </summary>
    public static readonly string[] FullStops = [".", "。", "．", "｡", "।"];

    // Enough to tell one from another in a table.
    private const int MostShown = 60;

    /// <summary>The known marker that <paramref name="suffix"/> ends with, the longest first; null for none.</summary>
    public static string? Known(string suffix, IEnumerable<string> known)
        => known.Where(marker => suffix.EndsWith(marker, StringComparison.Ordinal)).MaxBy(marker => marker.Length);

    /// <summary>
    /// As much of a shared beginning as can be cut off without cutting through a word, a number or a date:
    /// <c>Sorry about the r</c> gives <c>Sorry about the </c>, and <c>2024-01-0</c> nothing. A bracket that it opens
    /// and
    /// doesn't close belongs to what comes behind: of <c>{"team": </c> nothing is cut off.
    /// </summary>
    public static string WholeWords(string prefix)
    {
        int end = OpenBracket(prefix);
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

    /// <summary>Where the first bracket stands that is not closed; the length if all are.</summary>
    private static int OpenBracket(string prefix)
    {
        int depth = 0;
        int first = prefix.Length;
        for (int i = 0; i < prefix.Length; i++)
        {
            if (prefix[i] is '{' or '[' or '(')
            {
                first = depth++ == 0 ? i : first;
            }
            else if (prefix[i] is '}' or ']' or ')' && depth > 0)
            {
                first = --depth == 0 ? prefix.Length : first;
            }
        }

        return first;
    }

    private static bool IsInNumber(string prefix, int end)
        => end > 1 && !char.IsWhiteSpace(prefix[end - 1]) && char.IsAsciiDigit(prefix[end - 2]);

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || IsMark(c) || char.IsSurrogate(c);

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
