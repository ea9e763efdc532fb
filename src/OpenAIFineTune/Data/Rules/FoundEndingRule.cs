namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Recognises an ending that the completions already have. It becomes the stop sequence: where it occurs elsewhere too,
/// an answer is cut. A full stop, which also ends sentences, counts only where an ending is needed.
/// </summary>
internal sealed class FoundEndingRule : IDatasetRule
{
    private const string LineBreak = "\n";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (found.Count == 0 || !IsWanted(plan))
        {
            return plan;
        }

        // With fewer examples than when it was found, what all share may have become longer, and never shorter.
        string? old = plan.FoundEnding;
        string? marker = Candidates(found.Completions.Suffix + old, plan, found)
            .FirstOrDefault(marker => marker.Length < plan.EndingLimit && marker.Length >= (old?.Length ?? 0));
        bool isRefused = old is not null && (marker is null || IsText(marker, found));
        return isRefused ? plan with { FoundEnding = null, EndingLimit = old!.Length }
            : marker == old ? plan
            : plan with { FoundEnding = marker };
    }

    private static IEnumerable<string> Candidates(string suffix, CleaningPlan plan, Measurements found)
    {
        bool isGeneration = !plan.OpenEnded && !found.IsClassification;
        string[] fullStops = isGeneration && plan.IsPromptCompletion ? Markers.FullStops : [];
        string? known = Markers.Known(suffix, Markers.Endings.Except(Markers.FullStops).Concat(fullStops));
        string? other = isGeneration && !found.Completions.AllEqual ? AddedMarker.In(suffix) : null;

        // The last of several line breaks, or one behind another marker, is rather a part of the ending.
        string?[] all = known == LineBreak ? [other, LineBreaks(suffix), known] : [known, other];
        return all.OfType<string>();
    }

    private static string LineBreaks(string suffix) => suffix[suffix.AsSpan().TrimEnd("\r\n").Length..];

    private static bool IsText(string marker, Measurements found)
        => marker != Markers.LastEnding && AddedMarker.IsText(marker, found.EndingsInside, found.Count);

    /// <summary>Conversations lose their markers, which is what the rule's name then stands for.</summary>
    private static bool IsWanted(CleaningPlan plan)
        => plan.IsPromptCompletion || plan.Acts(RuleNames.CompletionSuffix);
}
