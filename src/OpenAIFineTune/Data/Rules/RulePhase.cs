namespace OpenAIFineTune.Data.Rules;

/// <summary>The order in which rules act on an example.</summary>
internal enum RulePhase
{
    Tokens,
    Markers,
    Case,
    Emptiness,

    /// <summary>Is decided in the order of the examples; all else, on each example alone.</summary>
    Repeats,

    Length,
    Prefixes,

    /// <summary>What is empty once its prefix is gone.</summary>
    Remainders,
}
