using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts prompts in small letters when more than a third of the letters in the column are capitals: models of the
/// completion kind split capitals into many tokens. Separators keep their letters, being no text.
/// </summary>
internal sealed class UpperCasePromptRule() : Rule(
    "UpperCasePrompt", "Puts prompts in small letters that are mostly in capitals")
{
    public override CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found)
        => stage == RuleStage.Case && plan.IsPromptCompletion && !plan.LowerPrompt && plan.Acts(Name)
            && found.PromptCasing.IsMostlyUpper
            ? plan with { LowerPrompt = true, PromptPrefix = LowerCase.Of(plan.PromptPrefix) }
            : plan;

    public override IEnumerable<RuleStep> Steps(CleaningPlan plan) => !plan.LowerPrompt ? [] :
    [
        new(RulePhase.Case, "Put prompts in small letters, since most of their text was in capitals", Lower),
    ];

    private static Verdict Lower(ref WorkingExample example)
    {
        if (!LowerCase.TryLower(example.Prompt, out ReadOnlySpan<byte> lower))
        {
            return Verdict.Untouched;
        }

        example.Prompt = lower;
        return Verdict.Changed;
    }
}
