namespace OpenAIFineTune.Asking;

/// <summary>How many words two texts share, in any order: the F1 that question answering is scored by.</summary>
internal static class WordOverlap
{
    public static double F1(string expected, string answer)
    {
        string[] expectedWords = Words(expected);
        string[] answerWords = Words(answer);
        if (expectedWords.Length == 0 || answerWords.Length == 0)
        {
            return expectedWords.Length == answerWords.Length ? 1 : 0;
        }

        ILookup<string, string> given = answerWords.ToLookup(word => word);
        int shared = expectedWords.GroupBy(word => word).Sum(same => Math.Min(same.Count(), given[same.Key].Count()));
        return 2.0 * shared / (expectedWords.Length + answerWords.Length);
    }

    private static string[] Words(string text)
    {
        char[] plain = [.. text.Select(c => char.IsPunctuation(c) ? ' ' : char.ToLowerInvariant(c))];
        return new string(plain).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
