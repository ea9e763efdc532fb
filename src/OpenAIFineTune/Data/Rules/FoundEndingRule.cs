namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises an ending that the completions already have. It becomes the stop sequence, so that it may occur nowhere
/// else: an answer would be cut there. A full stop, which also ends sentences, counts only where an ending is needed.
/// </summary>
internal sealed class FoundEndingRule : IDatasetRule
{
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.RefusesEnding || found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        // With fewer examples than when it was found, what all share may have become longer.
        string? marker = Find(found.Completions.Suffix + plan.FoundEnding, plan, found);
        bool isInside = found.EndingsInside > 0 && marker != Markers.LastEnding;
        bool isRefused = plan.FoundEnding is not null && (marker is null || isInside);
        return isRefused ? plan with { FoundEnding = null, RefusesEnding = true }
            : marker == plan.FoundEnding ? plan
            : plan with { FoundEnding = marker };
    }

    private static string? Find(string suffix, CleaningPlan plan, Measurements found)
    {
        bool isGeneration = !plan.OpenEnded && !found.IsClassification;
        bool takesFullStop = isGeneration && plan.IsPromptCompletion;
        IEnumerable<string> known = Markers.Endings.Where(ending => takesFullStop || ending != Markers.FullStop);
        return Markers.Known(plan.FoundEnding ?? suffix, known)
            ?? (isGeneration && !found.Completions.AllEqual ? Markers.Plausible(suffix, plan.Format) : null);
    }

    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.CompletionSuffix);
}
