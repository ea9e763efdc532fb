using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples without an answer: there is nothing to learn from them. Blanks alone are no answer.
/// </summary>
internal sealed class EmptyCompletionRule() : Rule("EmptyCompletion", "Leaves out examples without an answer")
{
    private const string Action = "Left out examples whose completion is empty or blank";

    public override IEnumerable<RuleStep> Steps(CleaningPlan plan)
    {
        yield return new RuleStep(RulePhase.Emptiness, Action, LeaveOut);
        if (plan.CompletionPrefix.Length > 0)
        {
            yield return new RuleStep(RulePhase.Remainders, Action, LeaveOut);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Verdict LeaveOut(ref WorkingExample example)
        => Utf8Text.IsBlank(example.Completion) || (example.IsPreference && Utf8Text.IsBlank(example.NonPreferred))
            ? Verdict.LeftOut
            : Verdict.Untouched;
}
