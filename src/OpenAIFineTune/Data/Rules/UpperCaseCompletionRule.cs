using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts completions in small letters when more than a third of their letters are capitals, as for prompts, but only
/// where capitals carry no meaning. Labels are names and stay as written (<c>Lu</c> is not <c>lu</c>), unless the same
/// label is written in several ways (<c>YES</c>, <c>Yes</c>), which small letters make one. Other answers stay when
/// small letters would make one word of two that answer different prompts (<c>A</c> and <c>a</c>); in whole sentences
/// capitals mean nothing. Endings such as <c> END</c> are no text and stay.
/// </summary>
internal sealed class UpperCaseCompletionRule() : Rule(
    "UpperCaseCompletion", "Puts completions in small letters that are mostly in capitals")
{
    public override CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found)
    {
        if (stage != RuleStage.Case)
        {
            return plan;
        }

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

    public override IEnumerable<RuleStep> Steps(CleaningPlan plan) => !plan.LowerCompletion ? [] :
    [
        new(RulePhase.Case, "Put completions in small letters, since most of their text was in capitals", Lower),
    ];

    private static Verdict Lower(ref WorkingExample example)
    {
        if (!LowerCase.TryLower(example.Completion, out ReadOnlySpan<byte> lower))
        {
            return Verdict.Untouched;
        }

        example.CompletionAsWritten = example.Completion;
        example.Completion = lower;
        return Verdict.Changed;
    }

    private static bool LosesMeaning(CompletionsAsWritten before, Measurements lowered)
        => before.AreLabels
            ? lowered.Labels.Count >= before.Count
            : lowered.Spellings.Count > lowered.Labels.Count && !lowered.IsClassification;
}
