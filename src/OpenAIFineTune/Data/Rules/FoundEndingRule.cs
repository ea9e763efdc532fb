namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises an ending that the completions already have. It becomes the stop sequence, so that it may occur nowhere
/// else: an answer would be cut there. A full stop, which also ends sentences, counts only where an ending is needed.
/// </summary>
internal sealed class FoundEndingRule : IDatasetRule
{
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.FoundEnding is string ending)
        {
            return found.EndingsInside > 0 && ending != Markers.LastEnding
                ? plan with { FoundEnding = null, RefusesEnding = true }
                : plan;
        }

        if (plan.RefusesEnding || found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        string suffix = found.Completions.Suffix;
        bool isGeneration = !plan.OpenEnded && !found.IsClassification;
        bool takesFullStop = isGeneration && plan.IsPromptCompletion;
        string? marker = Markers.Known(suffix, Markers.Endings.Where(known => takesFullStop || known != Markers.FullStop))
            ?? (isGeneration && !found.Completions.AllEqual ? Markers.Plausible(suffix, plan.Format) : null);
        return marker is null ? plan : plan with { FoundEnding = marker };
    }
    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.CompletionSuffix);
}
