namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// When a rule is judged on all examples. Rules of one stage don't touch what the others of it judge; where one changes
/// texts, all is measured and judged again.
/// </summary>
internal enum RuleStage
{
    /// <summary>Whether there is anything that is asked.</summary>
    Kind,

    /// <summary>What already ends the texts.</summary>
    Markers,

    /// <summary>Capitals.</summary>
    Case,

    /// <summary>What all texts begin with.</summary>
    Prefixes,

    /// <summary>What is added to the texts, which needs no new measuring.</summary>
    Ends,
}
