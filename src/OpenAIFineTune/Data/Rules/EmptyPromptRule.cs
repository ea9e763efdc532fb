namespace OpenAIFineTune.Data.Rules;

/// <summary>Leaves out examples without a question where the others have one: they teach to answer to nothing.</summary>
internal sealed class EmptyPromptRule : IExampleRule, IDatasetRule
{
    public string Name => RuleNames.EmptyPrompt;

    public string Action => "Left out examples whose prompt is empty or blank, unlike those of the others";

    /// <summary>
    /// If nothing is left because no example has a prompt, the data is open-ended; unless it was only taken for a separator.
    /// </summary>
    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.OpenEnded || found.Count > 0 || found.CountOf(Name) == 0)
        {
            return plan;
        }

        bool isOurs = plan.FoundSeparator is null || Markers.Separators.Contains(plan.FoundSeparator);
        return plan with { OpenEnded = isOurs, FoundSeparator = null, RefusesSeparator = !isOurs };
    }

    public Verdict Apply(ref WorkingExample example)
        => string.IsNullOrWhiteSpace(example.Prompt) ? Verdict.LeftOut : Verdict.Untouched;
}
