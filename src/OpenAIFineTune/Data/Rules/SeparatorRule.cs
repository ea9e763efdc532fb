namespace OpenAIFineTune.Data.Rules;

/// <summary>Puts a separator behind each prompt, so that the model knows where the answer begins.</summary>
internal sealed class SeparatorRule : IDatasetRule
{
    // An arrow on the last of several lines looks like a part of the text (openai-python 0.28.1 avoids it too).
    private const string OneLineSeparator = " ->";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        bool isNeeded = plan.IsPromptCompletion && !plan.OpenEnded && plan.FoundSeparator is null;
        return isNeeded && plan.Acts(RuleNames.Separator)
            ? plan with
            {
                AddedSeparator = found.SeparatorUse.FirstUnused(
                    marker => marker != OneLineSeparator || !found.SeparatorUse.HasLineBreaks),
            }
            : plan;
    }
}
