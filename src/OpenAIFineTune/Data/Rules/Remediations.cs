using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>What the rules did, as callers see it.</summary>
internal static class Remediations
{
    /// <summary>Everything that is changed under a plan, in the order of the rules.</summary>
    public static IReadOnlyList<FineTuneRemediation> Of(CleaningPlan plan, Measurements found)
    {
        List<FineTuneRemediation> all =
        [
            .. found.Tallies.Where(
                tally => tally.Count > 0 && (tally.Rule != RuleNames.Separator || !plan.IsPromptCompletion))
                .Select(tally => tally.ToRemediation()),
        ];
        AddForAll(all, found, RuleNames.Separator, plan.AddedSeparator, "Put the separator {0} behind each prompt");
        AddForAll(
            all, found, RuleNames.CompletionSuffix, plan.AddedEnding, "Put the ending {0} behind each completion");
        RuleTally spaces = plan.IsPromptCompletion ? found.WithoutSpace : found.WithSpace;
        if (spaces.Count > 0 && plan.Acts(RuleNames.LeadingSpace))
        {
            all.Add(spaces.ToRemediation());
        }

        List<string> order = [.. plan.Rules.Select(rule => rule.Name)];
        return [.. all.OrderBy(done => order.IndexOf(done.Rule))];
    }

    /// <summary>The same, not done.</summary>
    public static FineTuneRemediation Declined(FineTuneRemediation wanted) => new()
    {
        Rule = wanted.Rule,
        Message = wanted.Message,
        Count = wanted.Count,
        FirstRows = wanted.FirstRows,
        Applied = false,
    };

    /// <summary>Of two labels the more frequent one, the first on a tie, as it stands in the file.</summary>
    public static string? PositiveClass(CleaningPlan plan, Measurements found)
    {
        if (!found.IsClassification || found.Labels.Count != 2)
        {
            return null;
        }

        bool hasSpace = plan.IsPromptCompletion && (plan.Acts(RuleNames.LeadingSpace) || found.WithoutSpace.Count == 0);
        return (hasSpace ? " " : "") + found.Labels.MoreFrequent;
    }

    private static void AddForAll(
        List<FineTuneRemediation> all, Measurements found, string rule, string? marker, string message)
    {
        if (marker is not null)
        {
            FineTuneRemediation concerned = found.Everything.ToRemediation();
            all.Add(new FineTuneRemediation
            {
                Rule = rule,
                Message = message.Replace("{0}", Markers.Show(marker), StringComparison.Ordinal),
                Count = concerned.Count,
                FirstRows = concerned.FirstRows,
            });
        }
    }
}
