namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples that equal an earlier one, as they will be written: after capitals are gone, and whether the
/// answer has its leading blank or not. Which one is earlier, <see cref="Measuring.Measurements"/> knows.
/// </summary>
internal sealed class DuplicateRule() : Rule(RuleNames.Duplicate, "Leaves out repeats")
{
    public override IEnumerable<RuleStep> Steps(CleaningPlan plan) =>
    [
        new(
            RulePhase.Repeats, "Left out examples that repeat an earlier one",
            (ref WorkingExample _) => Verdict.Untouched),
    ];
}
