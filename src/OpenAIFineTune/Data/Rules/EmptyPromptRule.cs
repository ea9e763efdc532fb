using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples without a question where the others have one: they teach to answer to nothing. Where no example
/// has one, texts are only to be written, but a pair of answers must answer something: a prompt or a system message.
/// </summary>
internal sealed class EmptyPromptRule() : Rule(
    RuleNames.EmptyPrompt, "Leaves out examples without a question, where others have one")
{
    /// <summary>
    /// If nothing is left because no example has a prompt, the data is open-ended; unless it was only taken for a
    /// separator.
    /// </summary>
    public override CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found)
    {
        if (stage != RuleStage.Kind || plan.OpenEnded || found.Count > 0 || found.CountOf(Name) == 0)
        {
            return plan;
        }

        bool isOurs = plan.FoundSeparator is null || Markers.Separators.Contains(plan.FoundSeparator);
        return isOurs
            ? plan with { OpenEnded = true, FoundSeparator = null }
            : plan with { FoundSeparator = null, SeparatorLimit = plan.FoundSeparator!.Length };
    }

    public override IEnumerable<RuleStep> Steps(CleaningPlan plan)
    {
        string action = plan.OpenEnded
            ? "Left out pairs with neither a prompt nor a system message"
            : "Left out examples whose prompt is empty or blank, unlike those of the others";
        ExampleAction leaveOut = plan.OpenEnded ? LeaveOutWithoutSystem : LeaveOut;
        if (!plan.OpenEnded || plan.Format == FineTuneFormat.Preference)
        {
            yield return new RuleStep(RulePhase.Emptiness, action, leaveOut);
        }

        if (plan.PromptPrefix.Length > 0)
        {
            yield return new RuleStep(RulePhase.Remainders, action, leaveOut);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Verdict LeaveOut(ref WorkingExample example)
        => Utf8Text.IsBlank(example.Prompt) ? Verdict.LeftOut : Verdict.Untouched;

    private static Verdict LeaveOutWithoutSystem(ref WorkingExample example)
        => Utf8Text.IsBlank(example.Prompt) && Utf8Text.IsBlank(example.System) ? Verdict.LeftOut : Verdict.Untouched;
}
