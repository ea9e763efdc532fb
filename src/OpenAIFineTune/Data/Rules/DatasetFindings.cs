using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>What a person should know about a data set that no rule can put right.</summary>
internal static class DatasetFindings
{
    // OpenAI refuses a job with fewer (error code invalid_n_examples).
    private const int Least = 10;

    // openai-python 0.28.1 advised a few hundred examples below this number.
    private const int Few = 100;

    /// <summary>The findings, the grave ones first.</summary>
    public static IEnumerable<FineTuneDataIssue> Of(CleaningPlan plan, Measurements found)
    {
        if (found.Count < Least)
        {
            yield return Issue(
                FineTuneSeverity.Error, "TooFewExamples",
                $"There {(found.Count == 1 ? "is one example" : $"are {found.Count} examples")}; "
                + $"services want at least {Least}.",
                "Add examples; a few hundred are a good start.");
        }
        else if (found.Count < Few)
        {
            yield return Issue(
                FineTuneSeverity.Information, "FewExamples", $"There are {found.Count} examples.",
                "Models learn better from a few hundred, and get better with each doubling.");
        }

        if (found.Count > 1 && !found.Completions.IsEmpty && found.Completions.AllEqual)
        {
            yield return Issue(
                FineTuneSeverity.Warning, RuleNames.SameCompletion, "All completions are the same.",
                "Add examples with other answers: from these a model only learns to give this one.");
        }

        if (found.Count > 1 && !plan.OpenEnded && !found.Prompts.IsEmpty && found.Prompts.AllEqual)
        {
            yield return Issue(
                FineTuneSeverity.Warning, RuleNames.SamePrompt, "All prompts are the same.",
                "Check which column the prompts come from.");
        }

        if (found.Contradictions is { Count: > 0 } contradictions)
        {
            FineTuneRemediation rows = contradictions.ToRemediation();
            yield return Issue(
                FineTuneSeverity.Warning, contradictions.Rule,
                $"The prompts of {rows.Count} examples have another answer before: {rows.NamedRows}.",
                "Keep the right answer, or write into the prompt what makes the difference.");
        }

        if (found.IsClassification && found.Labels.Similar is { Count: > 0 } similar)
        {
            yield return Issue(
                FineTuneSeverity.Warning, "SimilarLabels", $"Labels differ only in case or blanks: {similar}.",
                "Write each label in one way: to a model they are different answers.");
        }

        if (plan.FoundSeparator is string separator && plan.IsPromptCompletion && found.SeparatorsInside > 0)
        {
            yield return Issue(
                FineTuneSeverity.Warning, "SeparatorInPrompt",
                $"The separator {Markers.Show(separator)} also occurs within {found.SeparatorsInside} prompts.",
                "Choose a separator that occurs nowhere else, or the model may answer too early.");
        }

        if (plan.FoundEnding is string ending && plan.IsPromptCompletion && found.EndingsInside > 0)
        {
            yield return Issue(
                FineTuneSeverity.Warning, "EndingInCompletion",
                $"The ending {Markers.Show(ending)} also occurs within {found.EndingsInside} completions.",
                "Choose an ending that occurs nowhere else: as stop sequence it cuts answers where it occurs.");
        }
    }

    private static FineTuneDataIssue Issue(
        FineTuneSeverity severity, string rule, string message, string recommendation)
        => new() { Severity = severity, Rule = rule, Message = message, Recommendation = recommendation };
}
