namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples without a question where the others have one: they teach to answer to nothing. Where no example
/// has one, texts are only to be written, but a pair of answers must answer something: a prompt or a system message.
/// </summary>
internal sealed class EmptyPromptRule(CleaningPlan current) : IExampleRule, IDatasetRule
{
    public string Name => RuleNames.EmptyPrompt;

    public string Action => current.OpenEnded
        ? "Left out pairs with neither a prompt nor a system message"
        : "Left out examples whose prompt is empty or blank, unlike those of the others";

    /// <summary>
    /// If nothing is left because no example has a prompt, the data is open-ended; unless it was only taken for a
    /// separator.
    /// </summary>
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.OpenEnded || found.Count > 0 || found.CountOf(Name) == 0)
        {
            return plan;
        }

        bool isOurs = plan.FoundSeparator is null || Markers.Separators.Contains(plan.FoundSeparator);
        return isOurs
            ? plan with { OpenEnded = true, FoundSeparator = null }
            : plan with { FoundSeparator = null, SeparatorLimit = plan.FoundSeparator!.Length };
    }

    public Verdict Apply(ref WorkingExample example)
        => string.IsNullOrWhiteSpace(example.Prompt)
            && (!current.OpenEnded || string.IsNullOrWhiteSpace(example.Source.System))
            ? Verdict.LeftOut : Verdict.Untouched;
}
