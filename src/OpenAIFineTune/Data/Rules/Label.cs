namespace OpenAIFineTune.Data.Rules;

/// <summary>One of the different completions.</summary>
internal sealed class Label(string text, int capacity)
{
    /// <summary>The completion; kept for the first few only, where it may have to be named.</summary>
    public string Text { get; } = text;

    /// <summary>How many examples have it.</summary>
    public long Count { get; private set; }

    /// <summary>Which of them may go to the validation file.</summary>
    public SmallestRanks Ranks { get; } = new(capacity);

    /// <summary>Counts one more example.</summary>
    public void Add(ulong rank, long ordinal)
    {
        Count++;
        Ranks.Add(rank, ordinal);
    }
}
