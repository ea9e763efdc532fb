namespace OpenAIFineTune.Tests;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Few_labels_head_their_own_columns()
        => Assert.StartsWith("expected      yes       no", Of("yes", "no").ToString(), StringComparison.Ordinal);

    [Fact]
    public void Twenty_long_labels_fit_80_columns_and_none_is_lost()
    {
        string[] labels = [.. Enumerable.Range(1, 20).Select(number => $"a department, number {number}")];

        string text = Of(labels).ToString();

        Assert.All(text.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(labels, label => Assert.Contains(label, text, StringComparison.Ordinal));
        Assert.Equal(20, text.Split("1234567").Length - 1);
    }

    [Fact]
    public void Nothing_measured_is_an_empty_table()
        => Assert.Equal("expected", Of().ToString());

    [Fact]
    public void More_labels_than_are_shown_are_counted()
        => Assert.EndsWith(
            "… and 5 more labels",
            Of([.. Enumerable.Range(1, 25).Select(number => $"{number}")]).ToString(),
            StringComparison.Ordinal);

    private static ConfusionMatrix Of(params string[] labels)
        => new(labels, [.. labels.Select(label => new ConfusionCell(label, label, 1234567))]);
}
