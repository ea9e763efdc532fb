using System.Text;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Tests.Data.Rules;

/// <summary>A rule is added as the guide for contributors says: a class, and its place in the list.</summary>
public sealed class RuleListTests : IDisposable
{
    private readonly Preparation _preparation = new();

    public void Dispose() => _preparation.Dispose();

    [Fact]
    public void A_rule_that_is_in_the_list_acts_and_is_told_in_its_place()
    {
        DatasetOptions options = new() { Rules = [new ThanksRule(), .. RuleList.All], NoValidation = true };

        FineTuneDataset dataset = _preparation.Run(
            Enumerable.Range(1, 30).Select(i => ($"question {i}", $"answer {i % 20}{(i % 10 == 0 ? " Thanks!" : "")}")), options);

        FineTuneRemediation told = dataset.Remediations[0];
        Assert.Equal(("Thanks", 3L), (told.Rule, told.Count));
        Assert.DoesNotContain("Thanks", File.ReadAllText(dataset.TrainingFile!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_skipped_does_not_act()
    {
        DatasetOptions options = new()
        {
            Rules = [.. RuleList.All, new ThanksRule()],
            SkipRules = new HashSet<string> { "Thanks" },
        };

        FineTuneDataset dataset = _preparation.Run(
            Enumerable.Range(1, 30).Select(i => ($"question {i}", $"answer {i} Thanks!")), options);

        Assert.DoesNotContain(dataset.Remediations, done => done.Rule == "Thanks");
        Assert.Contains("Thanks", File.ReadAllText(dataset.TrainingFile!), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_rules_have_one_name_and_each_says_what_it_does()
    {
        Assert.Distinct(RuleList.Names);
        Assert.All(RuleList.All, rule => Assert.NotEmpty(rule.Description));
    }

    /// <summary>Takes a courtesy off the ends of answers.</summary>
    private sealed class ThanksRule() : Rule("Thanks", "Takes thanks off answers")
    {
        private static readonly byte[] s_thanks = Encoding.UTF8.GetBytes(" Thanks!");

        public override IEnumerable<RuleStep> Steps(CleaningPlan plan) =>
        [
            new(RulePhase.Tokens, "Took thanks off answers", TakeOff),
        ];

        private static Verdict TakeOff(ref WorkingExample example)
        {
            if (!example.Completion.EndsWith(s_thanks))
            {
                return Verdict.Untouched;
            }

            example.Completion = example.Completion[..^s_thanks.Length];
            return Verdict.Changed;
        }
    }
}
