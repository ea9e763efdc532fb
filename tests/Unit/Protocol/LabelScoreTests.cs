using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Tests.Protocol;

public sealed class LabelScoreTests
{
    private static readonly (string Expected, string Answered)[] s_answers = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "d")];

    [Fact]
    public void Labels_are_counted_on_both_sides()
        => Assert.Equal(
            [new("a", 1, 2, 1), new("b", 1, 1, 2), new("c", 0, 1, 0), new LabelScore("d", 0, 0, 1)],
            LabelScore.Of(s_answers).OrderBy(score => score.Label, StringComparer.Ordinal));

    [Theory]
    [InlineData(1, 2.0 / 3)]
    [InlineData(2, 5.0 / 9)]
    [InlineData(0.5, 5.0 / 6)]
    public void Beta_says_how_much_recall_counts(double beta, double score)
        => Assert.Equal(score, LabelScore.Of(s_answers).Single(label => label.Label == "a").F(beta), 12);

    [Fact]
    public void What_never_occurs_scores_nothing() => Assert.Equal(0, new LabelScore("x", 0, 0, 0).F());
}
