namespace OpenAIFineTune.Data.Rules;

/// <summary>What was read before, to find repeats by; one instance serves all readings.</summary>
internal sealed class SeenExamples
{
    /// <summary>Whole examples.</summary>
    public CompactSet<UInt128> Examples { get; } = new();

    /// <summary>What was asked.</summary>
    public CompactSet<ulong> Prompts { get; } = new();

    /// <summary>Forgets all, before the next reading.</summary>
    public void Clear()
    {
        Examples.Clear();
        Prompts.Clear();
    }
}
