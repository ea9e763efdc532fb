namespace OpenAIFineTune.Data.Rules;

/// <summary>Data from which nothing can be learned is refused before anything is written or paid for.</summary>
internal static class Impossible
{
    /// <summary>Throws when there is no example, no question that differs, or no answer that differs.</summary>
    public static void ThrowIf(CleaningPlan plan, Measurements found)
    {
        if (found.Count == 0)
        {
            string why = string.Join("; ", found.Tallies.Where(tally => tally.Count > 0).Select(Describe));
            throw new FineTuneException(
                "EmptyInput",
                found.ReadCount == 0 ? "There are no examples." : $"No example is left to train on. {why}.");
        }

        if (!plan.IsPromptCompletion || found.Count < 2 || found.Prompts.IsEmpty)
        {
            return;
        }

        if (!plan.OpenEnded && found.Prompts.AllEqual && plan.Acts(RuleNames.SamePrompt))
        {
            throw Nothing(
                $"All {found.Count} prompts are the same, so that nothing in them leads to an answer.",
                RuleNames.SamePrompt);
        }

        if (found.Completions.AllEqual && plan.Acts(RuleNames.SameCompletion))
        {
            throw Nothing(
                $"All {found.Count} completions are the same, so that there is nothing to tell apart.",
                RuleNames.SameCompletion);
        }
    }

    private static string Describe(RuleTally tally)
    {
        FineTuneRemediation done = tally.ToRemediation();
        return $"{done.Message}: {done.Count} ({string.Join(", ", done.FirstRows)})";
    }

    private static FineTuneException Nothing(string message, string rule) => new("NothingToLearn", message)
    {
        Advice = $"Check the columns that were taken, or use -SkipRule {rule} to write the files nevertheless.",
    };
}
