using OpenAIFineTune.Asking;

namespace OpenAIFineTune.Tests.Asking;

public sealed class ClassMetricsTests
{
    // Checked with scikit-learn's classification_report: y_true = a a a a b b c, y_pred = a a a b b a d.
    private static readonly MeasuredAnswer[] s_answers = Answers(
        ("a", "a"), ("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("b", "a"), ("c", "d"));

    [Theory]
    [InlineData("a", 4, 4, 0.75, 0.75, 0.75)]
    [InlineData("b", 2, 2, 0.5, 0.5, 0.5)]
    [InlineData("c", 1, 0, 0, 0, 0)]
    [InlineData("d", 0, 1, 0, 0, 0)]
    public void CountsEachLabel(string label, int support, int predicted, double precision, double recall, double f1)
    {
        ClassMetric metric = ClassMetrics.Of(ClassMetrics.Confusion(s_answers)).Single(m => m.Label == label);
        Assert.Equal((support, predicted), (metric.Support, metric.Predicted));
        Assert.Equal((precision, recall, f1), (metric.Precision, metric.Recall, metric.F1));
    }

    [Fact]
    public void AveragesLikeScikitLearn()
    {
        IReadOnlyList<ClassMetric> classes = ClassMetrics.Of(ClassMetrics.Confusion(s_answers));
        Assert.Equal((0.75 + 0.5) / 4, ClassMetrics.MacroF1(classes), 10);
        Assert.Equal(((0.75 * 4) + (0.5 * 2)) / 7, ClassMetrics.WeightedF1(classes), 10);
    }

    [Fact]
    public void TheMatrixCanBeReadAndIndexed()
    {
        ConfusionMatrix confusion = ClassMetrics.Confusion(s_answers);
        Assert.Equal(["a", "b", "c", "d"], confusion.Labels);
        Assert.Equal(1, confusion["a", "b"]);
        Assert.Equal(0, confusion["b", "c"]);
        string[] expected =
        [
            "expected  a  b  c  d",
            "a         3  1  .  .",
            "b         1  1  .  .",
            "c         .  .  .  1",
            "d         .  .  .  .",
        ];
        Assert.Equal(expected, confusion.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void TheTextOfAMatrixHasAnEnd()
    {
        ConfusionMatrix confusion = ClassMetrics.Confusion(
            Answers([.. Enumerable.Range(0, 50).Select(i => ($"a label with a long name {i}\nand two lines", ""))]));
        string text = confusion.ToString();
        Assert.Equal(51, confusion.Labels.Count);
        string[] lines = text.Split(Environment.NewLine);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        // Two parts of a heading and twenty labels, a line between them, and the end.
        Assert.Equal(2 * 21 + 2, lines.Length);
        Assert.EndsWith("… and 31 more labels", text, StringComparison.Ordinal);
        Assert.Contains("a label with a long nam…", text, StringComparison.Ordinal);
    }

    private static MeasuredAnswer[] Answers(params (string Expected, string Answer)[] pairs)
        => [.. pairs.Select(pair => new MeasuredAnswer { Expected = pair.Expected, Answer = pair.Answer })];
}
