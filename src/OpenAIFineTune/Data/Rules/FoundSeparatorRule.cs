namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises a separator that the prompts already have. Ours are known on sight; others must be plausible
/// and occur at the end only.
/// </summary>
internal sealed class FoundSeparatorRule : IDatasetRule
{
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.FoundSeparator is string separator)
        {
            return found.SeparatorsInside > 0 && Markers.Known(separator, Markers.Separators) is null
                ? plan with { FoundSeparator = null, RefusesSeparator = true }
                : plan;
        }

        if (plan.OpenEnded || plan.RefusesSeparator || found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        string suffix = found.Prompts.Suffix;
        string? marker = Markers.Known(suffix, Markers.Separators)
            ?? (found.Prompts.AllEqual ? null : Markers.Plausible(suffix, plan.Format));
        return marker is null ? plan : plan with { FoundSeparator = marker };
    }
    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.Separator);
}
