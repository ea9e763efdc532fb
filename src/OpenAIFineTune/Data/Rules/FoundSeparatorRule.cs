namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises a separator that the prompts already have. Ours are known on sight; others must look like a marker and
/// occur at the end only. In conversations, which lose it, words must not have been part of a sentence.
/// </summary>
internal sealed class FoundSeparatorRule : IDatasetRule
{
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.OpenEnded || found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        // With fewer examples than when it was found, what all share may have become longer, and never shorter.
        string? old = plan.FoundSeparator;
        string? marker = Candidates(found.Prompts.Suffix + old, found)
            .FirstOrDefault(marker => marker.Length < plan.SeparatorLimit && marker.Length >= (old?.Length ?? 0));
        bool isRefused = old is not null && (marker is null || IsText(marker, plan, found));
        return isRefused ? plan with { FoundSeparator = null, SeparatorLimit = old!.Length }
            : marker == old ? plan
            : plan with { FoundSeparator = marker };
    }

    private static IEnumerable<string> Candidates(string suffix, Measurements found)
        => new[]
        {
            Markers.Known(suffix, Markers.Separators), found.Prompts.AllEqual ? null : AddedMarker.In(suffix),
        }.OfType<string>();

    private static bool IsText(string marker, CleaningPlan plan, Measurements found)
        => Markers.Known(marker, Markers.Separators) is null
            && (AddedMarker.IsText(marker, found.SeparatorsInside, found.Count)
                || (!plan.IsPromptCompletion && found.SentencesCut > 0));

    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.Separator);
}
