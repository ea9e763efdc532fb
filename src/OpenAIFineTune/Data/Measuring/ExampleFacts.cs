namespace OpenAIFineTune.Data.Measuring;

/// <summary>
/// What is known of one example by itself, once the rules have gone over it: all that is needed of it to decide, in the
/// order of the examples, whether it stays.
/// </summary>
internal record struct ExampleFacts
{
    /// <summary>Where it begins in its block.</summary>
    public required int Offset { get; init; }

    /// <summary>The line or row that it came from.</summary>
    public required long Line { get; init; }

    /// <summary>A bit for each step of the rules that touched it.</summary>
    public uint Touched { get; set; }

    /// <summary>The step that leaves it out; -1 for none.</summary>
    public int LeftOutBy { get; set; }

    /// <summary>A hash of its texts when repeats are looked for, before prefixes are taken off.</summary>
    public UInt128 Early { get; set; }

    /// <summary>A hash of all that will be written of it.</summary>
    public UInt128 Whole { get; set; }

    /// <summary>A hash of all that leads to the answer.</summary>
    public ulong Question { get; set; }

    /// <summary>A hash of the answer.</summary>
    public ulong Label { get; set; }

    /// <summary>A hash of the answer as it was before small letters, of single words.</summary>
    public ulong Spelling { get; set; }

    /// <summary>By which it is chosen for validation or not.</summary>
    public ulong Rank { get; set; }

    public CasingCount PromptCasing { get; set; }

    public CasingCount CompletionCasing { get; set; }

    public bool IsConversation { get; set; }

    public bool HasLeadingSpace { get; set; }

    public bool HasSeparatorInside { get; set; }

    public bool CutsSentence { get; set; }

    public bool HasEndingInside { get; set; }
}
