using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts an ending behind each generated text, so that the model learns where to stop, unless the completions have one;
/// labels need none. An ending that is found becomes the stop sequence: where it occurs elsewhere too, an answer is
/// cut. A full stop, which also ends sentences, counts only where an ending is needed.
/// </summary>
internal sealed class CompletionSuffixRule() : Rule(
    RuleNames.CompletionSuffix, "Puts an ending behind each completion that is no label")
{
    private const string LineBreak = "\n";

    public override CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found) => stage switch
    {
        RuleStage.Markers => Find(plan, found),
        RuleStage.Ends => Add(plan, found),
        _ => plan,
    };

    /// <summary>The plan with the ending that the completions already have, if any.</summary>
    public static CleaningPlan Find(CleaningPlan plan, Measurements found)
    {
        // Conversations lose their markers, which is what the rule's name then stands for.
        if (found.Count == 0 || !(plan.IsPromptCompletion || plan.Acts(RuleNames.CompletionSuffix)))
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

    private static CleaningPlan Add(CleaningPlan plan, Measurements found)
    {
        bool isNeeded = plan.IsPromptCompletion && !plan.OpenEnded && plan.FoundEnding is null
            && !found.IsClassification && plan.Acts(RuleNames.CompletionSuffix);
        return isNeeded
            ? plan with { AddedEnding = found.EndingUse.FirstUnused(ending => ending != "." || !EndInLineBreak(found)) }
            : plan;
    }

    /// <summary>A full stop on a line of its own ends no sentence.</summary>
    private static bool EndInLineBreak(Measurements found) => found.Completions.Suffix.EndsWith('\n');

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
}
