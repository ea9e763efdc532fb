namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises a separator that the prompts already have. Ours are known on sight; others must look like a marker and occur
/// at the end only. In conversations, which lose it, words must not have been part of a sentence.
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
        bool isRefused = plan.FoundSeparator is not null && (marker is null || IsText(marker, plan, found));
        return isRefused ? plan with { FoundSeparator = null, RefusesSeparator = true }
            : marker == plan.FoundSeparator ? plan
            : plan with { FoundSeparator = marker };
    }

    private static string? Find(string suffix, CleaningPlan plan, Measurements found)
        => Markers.Known(plan.FoundSeparator ?? suffix, Markers.Separators)
            ?? (found.Prompts.AllEqual ? null : AddedMarker.In(suffix));

    private static bool IsText(string marker, CleaningPlan plan, Measurements found)
        => Markers.Known(marker, Markers.Separators) is null
            && (AddedMarker.IsText(marker, found.SeparatorsInside, found.Count)
                || (!plan.IsPromptCompletion && found.SentencesCut > 0));

    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.Separator);
}
