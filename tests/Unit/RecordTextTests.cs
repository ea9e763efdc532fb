namespace OpenAIFineTune.Tests;

/// <summary>What PowerShell shows of values that stand in a property of an object.</summary>
public sealed class RecordTextTests
{
    [Fact]
    public void Tokens_read_as_a_sum()
        => Assert.Equal("9 + 1 = 10 tokens", new TokenUsage(9, 1, 10).ToString());

    [Fact]
    public void Latencies_read_in_milliseconds()
        => Assert.Equal(
            "median 2 ms, mean 1.5 ms, 95 % within 3 ms, at most 1000 ms",
            new LatencyStatistics(Milliseconds(1.5), Milliseconds(2), Milliseconds(3), Milliseconds(1000)).ToString());

    [Fact]
    public void A_cell_says_what_was_taken_for_what()
        => Assert.Equal("Billing answered as Sales: 3", new ConfusionCell("Billing", "Sales", 3).ToString());

    [Fact]
    public void A_token_comes_with_its_logarithm()
        => Assert.Equal("' yes' -0.25", new TokenLogProb(" yes", -0.25, new Dictionary<string, double>()).ToString());

    [Fact]
    public void A_token_shows_what_would_steer_a_terminal()
        => Assert.DoesNotContain(
            '\u001b', new TokenLogProb("\u001b[2J", -0.25, new Dictionary<string, double>()).ToString());

    private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);
}
