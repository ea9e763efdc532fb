using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.PowerShell.Progress;

namespace OpenAIFineTune.Tests.PowerShell.Progress;

public sealed class BatchProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Is_shown_once_a_second_at_most()
    {
        BatchProgress progress = new("Asking", _time);

        Assert.False(progress.Count(hasFailed: false));
        Assert.False(progress.IsVisible);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(progress.Count(hasFailed: false));
        Assert.True(progress.IsVisible);
        Assert.False(progress.Count(hasFailed: false));
    }

    [Fact]
    public void Tells_rate_failures_and_what_is_left()
    {
        BatchProgress progress = new("Asking", _time) { Total = 40 };
        for (int i = 0; i < 10; i++)
        {
            _ = progress.Count(hasFailed: i == 0);
        }

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.StartsWith("10 of 40, 5", progress.Status, StringComparison.Ordinal);
        Assert.EndsWith(", 1 failed", progress.Status, StringComparison.Ordinal);
        Assert.Equal(25, progress.Percent);
        Assert.Equal(6, progress.SecondsLeft);
    }

    [Fact]
    public void Guesses_no_end_while_more_may_come()
    {
        BatchProgress progress = new("Asking", _time);
        _ = progress.Count(hasFailed: false);

        Assert.Equal(-1, progress.SecondsLeft);
        Assert.Equal(-1, progress.Percent);
    }
}
