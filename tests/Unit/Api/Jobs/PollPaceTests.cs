using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class PollPaceTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_slows_down_while_nothing_happens_and_speeds_up_with_news()
    {
        PollPace pace = new(s_second, fixedInterval: null);
        double[] quiet = [.. Enumerable.Range(0, 20).Select(_ => pace.Next(hasNews: false, untilEstimate: null).TotalSeconds)];

        Assert.Equal(quiet.Order(), quiet);
        Assert.Equal(1, quiet[0]);
        Assert.Equal(60, quiet[^1]);
        Assert.Equal(s_second, pace.Next(hasNews: true, untilEstimate: null));
    }

    [Fact]
    public void It_looks_when_the_job_should_be_done()
    {
        PollPace pace = new(s_second, fixedInterval: null);
        for (int i = 0; i < 20; i++)
        {
            _ = pace.Next(hasNews: false, untilEstimate: null);
        }

        Assert.Equal(TimeSpan.FromSeconds(12), pace.Next(hasNews: false, TimeSpan.FromSeconds(12)));
        Assert.Equal(s_second, pace.Next(hasNews: false, TimeSpan.FromMilliseconds(3)));
        Assert.Equal(TimeSpan.FromSeconds(60), pace.Next(hasNews: false, TimeSpan.FromHours(-1)));
        Assert.Equal(TimeSpan.FromSeconds(60), pace.Next(hasNews: false, TimeSpan.FromDays(3000)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(7, 7)]
    [InlineData(100_000, 60)]
    public void A_wanted_interval_is_kept_within_reason(double wanted, double expected)
        => Assert.Equal(
            expected,
            new PollPace(s_second, TimeSpan.FromSeconds(wanted)).Next(hasNews: true, untilEstimate: null).TotalSeconds);
}
