namespace OpenAIFineTune.Data.Rules;

/// <summary>Acts on one example.</summary>
internal delegate Verdict ExampleAction(ref WorkingExample example);

/// <summary>What a rule does to single examples.</summary>
/// <param name="Phase">When.</param>
/// <param name="Action">What it did, in words, for reports.</param>
/// <param name="Apply">Does it.</param>
internal sealed record RuleStep(RulePhase Phase, string Action, ExampleAction Apply)
{
    /// <summary>True for steps that change texts; the others only leave examples out.</summary>
    public bool Rewrites => Phase is RulePhase.Tokens or RulePhase.Markers or RulePhase.Case or RulePhase.Prefixes;

    /// <summary>True for steps that conversations go through too, which are kept as they came.</summary>
    public bool IsForConversations => Phase is RulePhase.Repeats or RulePhase.Length;
}
