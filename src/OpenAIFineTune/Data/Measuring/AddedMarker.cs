using System.Text.RegularExpressions;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// Tells a marker that somebody put behind all texts from words and punctuation that the texts happen to share. It is
/// made of signs that don't end sentences (an arrow, a run of one sign), of a heading with a colon that begins a line
/// or follows a sentence, of a word such as END, and of line breaks. What stands before it is text, also if all texts
/// have it.
/// </summary>
internal static partial class AddedMarker
{
    // Longer than any marker; what is shared may be whole pages.
    private const int MostLength = 100;

    /// <summary>The marker at the end of what all texts share; null when that is only text.</summary>
    public static string? In(string shared)
    {
        Match match = Marker().Match(shared, Math.Max(0, shared.Length - MostLength));
        return match.Success ? match.Value : null;
    }

    /// <summary>
    /// True when it occurs too often within the texts to mark their end. Line breaks and full stops, of which texts
    /// are full, may not occur there at all; what is made for a marker may slip into some.
    /// </summary>
    public static bool IsText(string marker, long inside, long count)
        => string.IsNullOrWhiteSpace(marker) || Markers.FullStops.Contains(marker) ? inside > 0 : 2 * inside > count;

    /// <summary>
    /// True when a heading was taken off whose words may belong to the sentence in which the text stops now.
    /// </summary>
    public static bool CutsSentence(ReadOnlySpan<byte> text, string? marker)
    {
        bool isHeading = marker is not null && marker.AsSpan().ContainsAny(':', '：')
            && marker.Any(char.IsLetter) && !marker.Contains('\n');
        return isHeading && !text.IsEmpty && Utf8Text.Last(text, out _) is Rune last
            && (last.Value == ',' || (last.IsBmp && Rune.IsLetterOrDigit(last)));
    }

    // Behind a word without a blank counts only what can't belong to it: not the + of C++, not the # of C#.
    // No slashes and underscores, which end tags and are gaps to fill in; no percent, which is a unit.
    [GeneratedRegex(
        """
        (?:
          # A heading: Answer: on a line of its own or behind a sentence, ### Response:, **Answer:**
          (?: \s*\n\s* | (?<=[-#=*>|.?!…:;。？！)\]"”»]\s*) \s+ )
          (?: [-#*=>]+[ ]? )? [\p{L}\p{M}'’]+ (?: [ ][\p{L}\p{M}'’]+ ){0,2} [ ]?[:：]\**
          # The same where the texts before it differ; names of several words are no headings.
        | \A\s+ (?!\p{Ll})[\p{L}\p{M}'’]+ (?: [ ](?!\p{Lu})[\p{L}\p{M}'’]+ ){0,2} [ ]?[:：]
          # An arrow.
        | \s* (?<![-#=*+&$@~|<>/]) [-#=*+~|<>]+>
        | \s* (?<![\u2190-\u21FF\u27F0-\u27FF\u2900-\u297F]) [\u2190-\u21FF\u27F0-\u27FF\u2900-\u297F]+
          # A run of one sign, or a sign alone.
        | \s+ ([-#=*+&$@~|<>])\1+ | \s+ [|#=>~]
        | \s* (?<![-#=*+&$@~|<>/]) ([-#=*+&$@~|<>])\2\2+
          # A word for a border: END, [SEP], <stop>, ###END###
        | \s+ (?:SEP|END|STOP|EOS|EOT|EOF)
        | \s* (?<![-#=*+&$@~|<>/]) [-#=*|<(\[{]+ /? (?i:sep|end|stop|eos|eot|eof|inst) [-#=*|>)\]}]+
        )+ \s*\z
        | \s*\n\s*\z
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Marker();
}
