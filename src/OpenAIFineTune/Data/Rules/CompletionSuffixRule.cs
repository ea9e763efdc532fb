namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts an ending behind each generated text, so that the model learns where to stop; labels need none.
/// </summary>
internal sealed class CompletionSuffixRule : IDatasetRule
{
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        bool isNeeded = plan.IsPromptCompletion && !plan.OpenEnded && plan.FoundEnding is null
            && !found.IsClassification;
        return isNeeded && plan.Acts(RuleNames.CompletionSuffix)
            ? plan with { AddedEnding = found.EndingUse.FirstUnused(ending => ending != "." || !EndInLineBreak(found)) }
            : plan;
    }

    /// <summary>A full stop on a line of its own ends no sentence.</summary>
    private static bool EndInLineBreak(Measurements found) => found.Completions.Suffix.EndsWith('\n');
}
