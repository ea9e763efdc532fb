namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises an ending that the completions already have. It becomes the stop sequence: where it occurs elsewhere too, an
/// answer is cut. A full stop, which also ends sentences, counts only where an ending is needed.
/// </summary>
internal sealed class FoundEndingRule : IDatasetRule
{
    private const string LineBreak = "\n";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.RefusesEnding || found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        // With fewer examples than when it was found, what all share may have become longer.
        string? marker = Find(found.Completions.Suffix + plan.FoundEnding, plan, found);
        bool isRefused = plan.FoundEnding is not null && (marker is null || IsText(marker, found));
        return isRefused ? plan with { FoundEnding = null, RefusesEnding = true }
            : marker == plan.FoundEnding ? plan
            : plan with { FoundEnding = marker };
    }

    private static string? Find(string suffix, CleaningPlan plan, Measurements found)
    {
        bool isGeneration = !plan.OpenEnded && !found.IsClassification;
        bool takesFullStop = isGeneration && plan.IsPromptCompletion;
        IEnumerable<string> known = Markers.Endings.Except(Markers.FullStops)
            .Concat(takesFullStop ? Markers.FullStops : []);
        string? marker = Markers.Known(plan.FoundEnding ?? suffix, known);
        string? other = isGeneration && !found.Completions.AllEqual ? AddedMarker.In(suffix) : null;

        // The last of several line breaks, or one behind another marker, is only a part of the ending.
        return marker == LineBreak ? other ?? LineBreaks(suffix) : marker ?? other;
    }

    private static string LineBreaks(string suffix) => suffix[suffix.AsSpan().TrimEnd("\r\n").Length..];

    private static bool IsText(string marker, Measurements found)
        => marker != Markers.LastEnding && AddedMarker.IsText(marker, found.EndingsInside, found.Count);

    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.CompletionSuffix);
}
