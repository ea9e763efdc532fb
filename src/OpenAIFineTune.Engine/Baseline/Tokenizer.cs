using System.Text.RegularExpressions;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// Cuts text into the pieces that the baseline counts and answers with: a word, a number or a sign, with the blank
/// before it. The pieces put together are the text.
/// </summary>
internal static partial class Tokenizer
{
    public static IReadOnlyList<string> Split(string text) => [.. Pieces().Matches(text).Select(match => match.Value)];

    public static int Count(string text) => Pieces().Count(text);

    /// <summary>The piece that begins at a place; empty at the end.</summary>
    public static string First(string text, int start) => Pieces().Match(text, start).Value;

    [GeneratedRegex(@" ?(?:\p{L}[\p{L}\p{M}]*|\p{Nd}{1,3}|[^\s\p{L}\p{Nd}]+)|\s")]
    private static partial Regex Pieces();
}
