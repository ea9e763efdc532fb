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

        Dictionary<string, int> left = expectedWords.GroupBy(word => word).ToDictionary(g => g.Key, g => g.Count());
        int shared = 0;
        foreach (string word in answerWords)
        {
            if (left.TryGetValue(word, out int count) && count > 0)
            {
                left[word] = count - 1;
                shared++;
            }
        }

        return 2.0 * shared / (expectedWords.Length + answerWords.Length);
    }

    private static string[] Words(string text)
    {
        char[] plain = [.. text.Select(c => char.IsPunctuation(c) ? ' ' : char.ToLowerInvariant(c))];
        return new string(plain).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
