using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// A rule of the preparation. It may be judged on all examples together, which changes the plan, and act on single
/// examples under a plan; <see cref="RuleList"/> has all of them.
/// </summary>
internal abstract class Rule(string name, string description)
{
    /// <summary>As <c>-SkipRule</c> takes it and reports show it.</summary>
    public string Name => name;

    /// <summary>What the rule does, in a sentence.</summary>
    public string Description => description;

    /// <summary>
    /// The plan after this rule; the same instance when the rule has nothing to add at this stage. It is judged on what
    /// the rules of the stages before it left.
    /// </summary>
    public virtual CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found) => plan;

    /// <summary>What the rule does to single examples under a plan; nothing where the plan does not want it.</summary>
    public virtual IEnumerable<RuleStep> Steps(CleaningPlan plan) => [];

    /// <summary>Throws when data is left from which nothing can be learned.</summary>
    public virtual void Refuse(CleaningPlan plan, Measurements found)
    {
    }
}
