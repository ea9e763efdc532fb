using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class ApiTransportTests
{
    private static readonly ApiRequest s_get = new(HttpMethod.Get, "files/file-1") { Target = "file-1" };
    private static readonly ApiRequest s_create = new(HttpMethod.Post, "fine_tuning/jobs") { IsRepeatable = false };

    private readonly ScriptedService _service = new();
    private readonly InstantTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again_with_a_new_message(int status)
    {
        _ = _service.Answer(status).Answer(status).Answer(200, """{"id":"file-1"}""");

        JsonElement file = await Transport().SendAsync<JsonElement>(s_get, Cancellation);

        Assert.Equal("file-1", file.Text("id"));
        Assert.Equal(3, _service.Requests.Count);
        Assert.Equal(2, _time.Waits.Count);
        Assert.InRange(_time.Waits[0], 0.375, 0.5);
        Assert.InRange(_time.Waits[1], 0.75, 1);
    }

    [Theory]
    [InlineData(400, "RequestRejected")]
    [InlineData(401, "AuthenticationFailed")]
    [InlineData(403, "PermissionDenied")]
    [InlineData(404, "NotFound")]
    [InlineData(413, "RequestRejected")]
    [InlineData(307, "RedirectRefused")]
    public async Task What_stays_so_is_asked_once(int status, string errorId)
    {
        _ = _service.Answer(status);

        ApiException error = await FailureAsync(s_get);

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal((HttpStatusCode)status, error.Status);
        Assert.Equal("file-1", error.Target);
        _ = Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(429, "RateLimited")]
    [InlineData(503, "ServerFailed")]
    public async Task The_last_failure_is_reported(int status, string errorId)
    {
        _ = _service.Answer(status).Answer(status).Answer(status, """{"error":{"message":"still","code":"slow_down"}}""");

        ApiException error = await FailureAsync(s_get);

        Assert.Equal((errorId, "slow_down"), (error.ErrorId, error.Code));
        Assert.Equal(3, _service.Requests.Count);
    }

    [Theory]
    [InlineData("insufficient_quota")]
    [InlineData("credit_balance_exhausted")]
    [InlineData("organization_spend_limit_exceeded")]
    [InlineData("project_spend_limit_exceeded")]
    [InlineData("organization_usage_limit_exceeded")]
    public async Task A_used_up_quota_is_not_tried_again(string code)
    {
        _ = _service.Answer(429, $$"""{"error":{"code":"{{code}}","message":"m"} }""", "x-should-retry", "true");

        Assert.Equal("QuotaExceeded", (await FailureAsync(s_get)).ErrorId);
    }

    [Fact]
    public async Task An_end_of_training_is_not_tried_again()
    {
        _ = _service.Answer(
            403, """{"error":{"code":"training_not_available","message":"m"} }""", "x-should-retry", "true");

        Assert.Equal("TrainingNotAvailable", (await FailureAsync(s_get)).ErrorId);
    }

    [Fact]
    public async Task A_hint_beyond_the_cap_ends_the_call_and_says_when_to_come_back()
    {
        _ = _service.Answer(429, "{}", "retry-after", "121");

        ApiException error = await FailureAsync(s_get);

        Assert.Equal("RateLimited", error.ErrorId);
        Assert.Equal(121, error.RetryAfter?.TotalSeconds);
        Assert.Contains("2023-09-29 16:28:38Z", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_within_the_cap_is_waited_for()
    {
        _ = _service.Answer(429, "{}", "retry-after", "120").Answer(200);

        _ = await Transport().SendAsync<JsonElement>(s_get, Cancellation);

        Assert.InRange(Assert.Single(_time.Waits), 120, 121);
    }

    [Fact]
    public async Task The_services_word_on_retrying_comes_first()
    {
        _ = _service.Answer(500, "{}", "x-should-retry", "false");
        Assert.Equal("ServerFailed", (await FailureAsync(s_get)).ErrorId);

        _ = _service.Answer(400, "{}", "x-should-retry", "true").Answer(200);
        _ = await Transport().SendAsync<JsonElement>(s_get, Cancellation);
        Assert.Equal(3, _service.Requests.Count);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_and_named_when_it_stays_lost()
    {
        _ = _service.Fail(new HttpRequestException("refused")).Fail(new IOException("reset")).Fail(new IOException("reset"));

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(
            () => Transport().SendAsync<JsonElement>(s_get, Cancellation));

        Assert.Contains("service.test", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, _service.Requests.Count);
    }

    [Fact]
    public async Task What_must_not_be_done_twice_is_repeated_only_when_it_was_surely_not_done()
    {
        _ = _service.Answer(429)
            .Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"))
            .Answer(500, "{}", "x-should-retry", "true");

        ApiException error = await FailureAsync(s_create);

        Assert.True(Failure.LeavesOpen(error));
        Assert.Equal(3, _service.Requests.Count);
    }

    [Fact]
    public async Task A_reset_after_sending_is_not_repeated_for_it_either()
    {
        _ = _service.Fail(new IOException("reset"));

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(
            () => Transport().SendAsync<JsonElement>(s_create, Cancellation));

        Assert.True(Failure.LeavesOpen(error));
        _ = Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_body_that_is_cut_is_asked_for_again()
    {
        _ = _service.Answer(200, """{"id":"fi""").Answer(200, """{"id":"file-1"}""");

        JsonElement file = await Transport().SendAsync<JsonElement>(s_get, Cancellation);

        Assert.Equal("file-1", file.Text("id"));
    }

    [Fact]
    public async Task A_web_page_instead_of_JSON_points_to_the_address()
    {
        FineTuneConnection connection = TestConnection.To(_service, new TransportLimits { MaxRetry = 0 });
        _ = _service.Then(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent("<html>", Encoding.UTF8, "text/html"),
        }));

        ApiException error = await Assert.ThrowsAsync<ApiException>(
            () => new ApiTransport(connection, _time).SendAsync<JsonElement>(s_get, Cancellation));

        Assert.Contains("text/html", error.Message, StringComparison.Ordinal);
        Assert.Contains("-BaseUri", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_ended_and_becomes_a_TimeoutException()
    {
        FakeTimeProvider time = new();
        TransportLimits limits = new() { MaxRetry = 0, Attempt = TimeSpan.FromSeconds(30) };
        TaskCompletionSource asked = new();
        _ = _service.Then(_ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        Task<JsonElement> call = new ApiTransport(TestConnection.To(_service, limits), time)
            .SendAsync<JsonElement>(s_get, Cancellation);
        await asked.Task.WaitAsync(Cancellation);

        time.Advance(TimeSpan.FromSeconds(31));

        _ = await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task The_whole_call_has_a_limit_that_waits_count_towards()
    {
        FakeTimeProvider time = new();
        TransportLimits limits = new() { MaxRetry = 5, Call = TimeSpan.FromSeconds(60) };
        _ = _service.Answer(429, "{}", "retry-after", "50")
            .Then(_ => new TaskCompletionSource<HttpResponseMessage>().Task);
        Task<JsonElement> call = new ApiTransport(TestConnection.To(_service, limits), time)
            .SendAsync<JsonElement>(s_get, Cancellation);

        time.Advance(TimeSpan.FromSeconds(52));
        time.Advance(TimeSpan.FromSeconds(10));

        _ = await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_one()
    {
        using CancellationTokenSource stop = new();
        _ = _service.Then(async _ =>
        {
            await stop.CancelAsync();
            return await new TaskCompletionSource<HttpResponseMessage>().Task;
        });

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Transport().SendAsync<JsonElement>(s_get, stop.Token));
    }

    private ApiTransport Transport() => new(TestConnection.To(_service), _time);

    private Task<ApiException> FailureAsync(ApiRequest request)
        => Assert.ThrowsAsync<ApiException>(() => Transport().SendAsync<JsonElement>(request, Cancellation));
}
