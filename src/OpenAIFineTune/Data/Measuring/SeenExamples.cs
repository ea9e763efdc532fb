namespace OpenAIFineTune.Data.Measuring;

/// <summary>What was read before, to find repeats by; one instance serves all readings.</summary>
internal sealed class SeenExamples
{
    /// <summary>Whole examples.</summary>
    public CompactSet<UInt128> Examples { get; } = new();

    /// <summary>What was asked.</summary>
    public CompactSet<ulong> Prompts { get; } = new();

    /// <summary>Looks for many at once what is asked for one by one next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int LookAhead(ReadOnlySpan<ExampleFacts> all)
    {
        int found = 0;
        foreach (ref readonly ExampleFacts facts in all)
        {
            found += Examples.LookAhead(facts.Early) + Prompts.LookAhead(facts.Question);
        }

        return found;
    }

    /// <summary>Forgets all, before the next reading.</summary>
    public void Clear()
    {
        Examples.Clear();
        Prompts.Clear();
    }
}
