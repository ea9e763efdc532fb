using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Transport;

/// <summary>The cases are those of openai-python's test_parse_retry_after_header, with our longer cap of 120 s.</summary>
public sealed class RetryHintTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_696_004_797);

    [Theory]
    [InlineData("20", 20.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("0", null)]
    [InlineData("-10", null)]
    [InlineData("60", 60.0)]
    [InlineData("61", 61.0)]
    [InlineData("120", 120.0)]
    [InlineData("121", 121.0)]
    [InlineData("Fri, 29 Sep 2023 16:26:57 GMT", 20.0)]
    [InlineData("Fri, 29 Sep 2023 16:26:37 GMT", null)]
    [InlineData("Fri, 29 Sep 2023 16:26:27 GMT", null)]
    [InlineData("Fri, 29 Sep 2023 16:27:37 GMT", 60.0)]
    [InlineData("Fri, 29 Sep 2023 16:28:38 GMT", 121.0)]
    [InlineData("Zun, 29 Sep 2023 16:26:27 GMT", null)]
    [InlineData("inf", null)]
    [InlineData("nan", null)]
    [InlineData("", null)]
    public void Retry_after_is_read_as_seconds_or_a_date(string header, double? seconds)
    {
        using HttpResponseMessage response = ScriptedService.Response(429, "{}", "retry-after", header);

        RetryHint hint = RetryHint.Read(response.Headers, s_now);

        Assert.Equal(seconds, hint.After?.TotalSeconds);
    }

    [Fact]
    public void A_date_is_meant_by_the_services_own_clock()
    {
        using HttpResponseMessage response = ScriptedService.Response(
            429, "{}", "retry-after", "Fri, 29 Sep 2023 20:00:20 GMT", "Date", "Fri, 29 Sep 2023 20:00:00 GMT");

        Assert.Equal(20, RetryHint.Read(response.Headers, s_now).After?.TotalSeconds);
    }

    [Fact]
    public void A_hint_that_no_calendar_holds_is_beyond_every_cap()
    {
        using HttpResponseMessage response = ScriptedService.Response(
            429, "{}", "retry-after", "99999999999999999999999999999999999");

        Assert.Equal(TimeSpan.MaxValue, RetryHint.Read(response.Headers, s_now).After);
    }

    [Theory]
    [InlineData("1500", "7", 1.5)]
    [InlineData("0", "7", 7)]
    [InlineData("soon", "7", 7)]
    public void Milliseconds_win_over_seconds(string milliseconds, string seconds, double expected)
    {
        using HttpResponseMessage response = ScriptedService.Response(
            429, "{}", "retry-after", seconds, "retry-after-ms", milliseconds);

        Assert.Equal(expected, RetryHint.Read(response.Headers, s_now).After?.TotalSeconds);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("perhaps", null)]
    public void The_services_word_on_retrying_is_read(string header, bool? expected)
    {
        using HttpResponseMessage response = ScriptedService.Response(500, "{}", "x-should-retry", header);

        Assert.Equal(expected, RetryHint.Read(response.Headers, s_now).ShouldRetry);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 8)]
    [InlineData(1100, 8)]
    public void Without_a_hint_the_wait_doubles_up_to_eight_seconds_less_a_quarter_at_random(int attempt, double longest)
    {
        HttpRequestException failure = new();

        Assert.Equal(longest, new RetryRule(new TransportLimits(), () => 0).Delay(attempt, failure).TotalSeconds);
        Assert.Equal(longest * 0.75, new RetryRule(new TransportLimits(), () => 1).Delay(attempt, failure).TotalSeconds);
    }

    [Fact]
    public void A_hint_is_a_minimum()
    {
        ApiException failure = new("RateLimited", "slow down") { RetryAfter = TimeSpan.FromSeconds(20) };

        Assert.Equal(20, new RetryRule(new TransportLimits(), () => 0).Delay(0, failure).TotalSeconds);
        Assert.InRange(new RetryRule(new TransportLimits(), () => 1).Delay(0, failure).TotalSeconds, 20.1, 21);
    }
}
