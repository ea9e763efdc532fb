namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises a separator that the prompts already have. Ours are known on sight; others must be plausible
/// and occur at the end only.
/// </summary>
internal sealed class FoundSeparatorRule : IDatasetRule
{
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.OpenEnded || plan.RefusesSeparator || found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        // With fewer examples than when it was found, what all share may have become longer.
        string? marker = Find(found.Prompts.Suffix + plan.FoundSeparator, plan, found);
        bool isOurs = marker is not null && Markers.Known(marker, Markers.Separators) is not null;
        bool isRefused = plan.FoundSeparator is not null && (marker is null || (found.SeparatorsInside > 0 && !isOurs));
        return isRefused ? plan with { FoundSeparator = null, RefusesSeparator = true }
            : marker == plan.FoundSeparator ? plan
            : plan with { FoundSeparator = marker };
    }

    private static string? Find(string suffix, CleaningPlan plan, Measurements found)
        => Markers.Known(plan.FoundSeparator ?? suffix, Markers.Separators)
            ?? (found.Prompts.AllEqual ? null : Markers.Plausible(suffix, plan.Format));

    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.Separator);
}
