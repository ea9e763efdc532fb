using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data;

/// <summary>
/// Chooses the examples for validation: those with the smallest hashes, in a classification as many of each label as is
/// its share, and never the last example of a label, which would then never be trained on.
/// </summary>
internal static class ValidationSplit
{
    /// <summary>The row numbers of the chosen, at most <paramref name="count"/>.</summary>
    public static RowBits Choose(Measurements found, int count)
    {
        RowBits chosen = new();
        if (count > 0)
        {
            int[] shares = found.IsClassification ? Shares(found.Labels.Counts, count) : [count];
            SmallestRanks[] smallest = [.. shares.Select(share => new SmallestRanks(share))];
            foreach ((long ordinal, int label, ulong rank) in found.Ranks.Kept())
            {
                smallest[found.IsClassification ? label : 0].Add(rank, ordinal);
            }

            Add(chosen, smallest);
        }

        return chosen;
    }

    private static void Add(RowBits chosen, SmallestRanks[] smallest)
    {
        foreach (long ordinal in smallest.SelectMany(ranks => ranks.Take()))
        {
            chosen.Add(ordinal);
        }
    }

    /// <summary>Shares out by largest remainders, leaving at least one of each label.</summary>
    private static int[] Shares(IReadOnlyList<long> counts, int wanted)
    {
        decimal total = counts.Sum();
        decimal[] exact = [.. counts.Select(count => count * wanted / total)];
        int[] shares = [.. counts.Select((count, i) => (int)Math.Min(decimal.Floor(exact[i]), count - 1))];
        int left = wanted - shares.Sum();
        int[] byRemainder =
            [.. Enumerable.Range(0, counts.Count).OrderByDescending(i => exact[i] - decimal.Floor(exact[i]))];
        for (bool gave = true; left > 0 && gave;)
        {
            gave = false;
            foreach (int i in byRemainder.Where(i => shares[i] < counts[i] - 1))
            {
                if (left == 0)
                {
                    break;
                }

                shares[i]++;
                left--;
                gave = true;
            }
        }

        return shares;
    }
}
