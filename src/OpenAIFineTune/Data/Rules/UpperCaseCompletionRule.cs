namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts completions in small letters when more than a third of their letters are capitals, as for prompts, but only
/// where capitals carry no meaning. Labels are names and stay as written (<c>Lu</c> is not <c>lu</c>), unless the same
/// label is written in several ways (<c>YES</c>, <c>Yes</c>), which small letters make one. Other answers stay when
/// small letters would make one word of two that answer different prompts (<c>A</c> and <c>a</c>); in whole sentences
/// capitals mean nothing. Endings such as <c> END</c> are no text and stay.
/// </summary>
internal sealed class UpperCaseCompletionRule : IExampleRule, IDatasetRule
{
    public string Name => RuleNames.UpperCaseCompletion;

    public string Action => "Put completions in small letters, since most of their text was in capitals";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (plan.AsWritten is CompletionsAsWritten before)
        {
            return !LosesMeaning(before, found) ? plan with { AsWritten = null } : plan with
            {
                AsWritten = null,
                LowerCompletion = false,
                KeepsCompletionCase = true,
                CompletionPrefix = before.Prefix,
            };
        }

        bool isWanted = plan.IsPromptCompletion && plan.Acts(Name) && found.CompletionCasing.IsMostlyUpper;
        return !isWanted || plan.LowerCompletion || plan.KeepsCompletionCase ? plan : plan with
        {
            AsWritten = new CompletionsAsWritten(found.Labels.Count, found.IsClassification, plan.CompletionPrefix),
            LowerCompletion = true,
            CompletionPrefix = LowerCase.Of(plan.CompletionPrefix),
        };
    }

    public Verdict Apply(ref WorkingExample example)
    {
        string lower = LowerCase.Of(example.Completion);
        if (lower == example.Completion)
        {
            return Verdict.Untouched;
        }

        example.CompletionAsWritten = example.Completion;
        example.Completion = lower;
        return Verdict.Changed;
    }

    private static bool LosesMeaning(CompletionsAsWritten before, Measurements lowered)
    {
        return before.AreLabels
            ? lowered.Labels.Count >= before.Count
            : lowered.Spellings.Count > lowered.Labels.Count && !lowered.IsClassification;
    }
}
