namespace OpenAIFineTune.Data.Rules;

/// <summary>A rule that is judged on all examples together.</summary>
internal interface IDatasetRule
{
    /// <summary>The plan after this rule; the same instance when the rule has nothing to add.</summary>
    CleaningPlan Judge(CleaningPlan plan, Measurements found);
}
