using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts a separator behind each prompt, so that the model knows where the answer begins, unless the prompts have one:
/// ours are known on sight; others must look like a marker and occur at the end only. In conversations, which lose it,
/// words must not have been part of a sentence.
/// </summary>
internal sealed class SeparatorRule() : Rule(RuleNames.Separator, "Puts a separator behind each prompt")
{
    // An arrow on the last of several lines looks like a part of the text (openai-python 0.28.1 avoids it too).
    private const string OneLineSeparator = " ->";

    public override CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found) => stage switch
    {
        RuleStage.Markers => Find(plan, found),
        RuleStage.Ends => Add(plan, found),
        _ => plan,
    };

    /// <summary>The plan with the separator that the prompts already have, if any.</summary>
    public static CleaningPlan Find(CleaningPlan plan, Measurements found)
    {
        // Conversations lose their markers, which is what the rule's name then stands for.
        bool isWanted = plan.IsPromptCompletion || plan.Acts(RuleNames.Separator);
        if (plan.OpenEnded || found.Count == 0 || !isWanted)
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

    /// <summary>
    /// Takes off the separator and the ending that a file brought, so that the other rules see the plain texts. Prompt
    /// and completion files get them back when they are written; conversations go on without.
    /// </summary>
    public override IEnumerable<RuleStep> Steps(CleaningPlan plan)
    {
        if (plan.FoundSeparator is null && plan.FoundEnding is null)
        {
            return [];
        }

        byte[] separator = Encoding.UTF8.GetBytes(plan.FoundSeparator ?? "");
        byte[] ending = Encoding.UTF8.GetBytes(plan.FoundEnding ?? "");
        Verdict verdict = plan.IsPromptCompletion ? Verdict.Untouched : Verdict.Changed;
        string shown = plan.FoundSeparator is null ? "" : $" ({Markers.Show(plan.FoundSeparator)})";
        return
        [
            new RuleStep(
                RulePhase.Markers, $"Took off the separator and ending of prompt and completion files{shown}",
                (ref WorkingExample example) =>
                {
                    example.Prompt = Cut(example.Prompt, separator);
                    example.Completion = Cut(example.Completion, ending);
                    example.NonPreferred = Cut(example.NonPreferred, ending);
                    return verdict;
                }),
        ];
    }

    private static CleaningPlan Add(CleaningPlan plan, Measurements found)
    {
        bool isNeeded = plan.IsPromptCompletion && !plan.OpenEnded && plan.FoundSeparator is null
            && plan.Acts(RuleNames.Separator);
        return !isNeeded ? plan : plan with
        {
            AddedSeparator = found.SeparatorUse.FirstUnused(
                marker => marker != OneLineSeparator || !found.SeparatorUse.HasLineBreaks),
        };
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

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, byte[] marker)
        => text.EndsWith(marker) ? text[..^marker.Length] : text;
}
