using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// The rules that are judged on all examples, in order, each on what those before it left. Where a rule changes texts
/// that later ones judge, the examples are measured again; what is only added at the ends needs no new measuring.
/// </summary>
internal static class RuleBook
{
    // Each round but the last adds to the plan; more rounds than this no data can want.
    private const int MostRounds = 32;

    /// <summary>Measures until no rule wants another change, and returns the plan with what it was judged on.</summary>
    public static (CleaningPlan Plan, Measurements Found) Settle(
        CleaningPlan plan, Func<CleaningPlan, Measurements> measure)
    {
        Measurements found = measure(plan);
        for (int round = 0; round < MostRounds; round++)
        {
            CleaningPlan next = FirstChange(plan, found);
            if (ReferenceEquals(next, plan))
            {
                break;
            }

            found = next.MeasuresAs(plan) ? found : measure(next);
            plan = next;
        }

        return (Judge(RuleStage.Ends, plan, found), found);
    }

    private static CleaningPlan FirstChange(CleaningPlan plan, Measurements found)
    {
        for (RuleStage stage = RuleStage.Kind; stage < RuleStage.Ends; stage++)
        {
            CleaningPlan next = Judge(stage, plan, found);
            if (!ReferenceEquals(next, plan))
            {
                // On other texts, small letters may cost nothing: they are tried again.
                bool isAboutCase = next.LowerCompletion != plan.LowerCompletion || next.MeasuresAs(plan);
                return isAboutCase ? next : next with { KeepsCompletionCase = false };
            }
        }

        return plan;
    }

    private static CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found)
        => plan.Rules.Aggregate(plan, (changed, rule) => rule.Judge(stage, changed, found));
}
