namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>Finds what separates the fields of a text table by counting in its header line.</summary>
internal static class DelimiterFinder
{
    private const string Candidates = ",;\t|";

    /// <summary>
    /// The candidate that the header has most of; the usual one of the extension where nothing decides.
    /// </summary>
    public static char Find(ReadOnlySpan<char> start, string extension)
    {
        Span<int> counts = stackalloc int[Candidates.Length];
        CountInHeader(start, counts);
        bool isTabbed = extension is ".tsv" or ".tab" or ".txt";
        int best = isTabbed ? Candidates.IndexOf('\t') : Candidates.IndexOf(',');
        if (isTabbed && counts[best] > 0)
        {
            return '\t';
        }

        for (int i = 0; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Candidates[best];
    }

    private static void CountInHeader(ReadOnlySpan<char> start, Span<int> counts)
    {
        bool isQuoted = false;
        bool hasBegun = false;
        foreach (char c in start)
        {
            if (c is '\r' or '\n')
            {
                if (hasBegun && !isQuoted)
                {
                    return;
                }

                continue;
            }

            hasBegun = true;
            isQuoted ^= c == '"';
            int candidate = isQuoted ? -1 : Candidates.IndexOf(c, StringComparison.Ordinal);
            if (candidate >= 0)
            {
                counts[candidate]++;
            }
        }
    }
}
