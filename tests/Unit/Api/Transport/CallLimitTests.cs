using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class CallLimitTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly ApiRequest s_get = new(HttpMethod.Get, "files/file-1");

    private readonly ScriptedService _service = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task The_wait_for_a_turn_is_no_part_of_a_try()
    {
        _ = _service.Answer(429, "{}", "retry-after", "60").Answer(200).Answer(200);
        ApiTransport transport = Transport(new TransportLimits { Attempt = TimeSpan.FromSeconds(30) });
        Task<JsonElement> refused = transport.SendAsync<JsonElement>(s_get, Cancellation);
        Task<JsonElement> waiting = transport.SendAsync<JsonElement>(s_get, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(31));

        _ = await Task.WhenAll(refused, waiting).WaitAsync(s_patience, Cancellation);
        Assert.Equal(3, _service.Requests.Count);
    }

    [Theory]
    [InlineData("61")]
    [InlineData("20")]
    public async Task A_hint_beyond_the_calls_limit_ends_it_at_once_with_the_refusal(string seconds)
    {
        _ = _service.Answer(429, """{"error":{"message":"Slow down."}}""", "retry-after", seconds);

        ApiException e = await Assert.ThrowsAsync<ApiException>(
            () => Transport(Call(20)).SendAsync<JsonElement>(s_get, Cancellation).WaitAsync(s_patience, Cancellation));

        Assert.Equal(("RateLimited", "Slow down."), (e.ErrorId, e.Message));
    }

    [Fact]
    public async Task A_hint_beyond_what_is_left_of_the_limit_ends_it_too()
    {
        _ = _service.Answer(503, "{}", "retry-after", "12").Answer(429, "{}", "retry-after", "9");
        Task<JsonElement> call = Transport(Call(20)).SendAsync<JsonElement>(s_get, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(13));

        ApiException e = await Assert.ThrowsAsync<ApiException>(() => call.WaitAsync(s_patience, Cancellation));
        Assert.Equal("RateLimited", e.ErrorId);
    }

    [Fact]
    public async Task An_upload_has_one_limit_for_all_that_it_takes()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "{}", Cancellation);
        TaskCompletionSource sent = new();
        _ = _service.Then(_ =>
        {
            sent.SetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        FineTuneClient client = new(TestConnection.To(_service, Call(40)), _time);
        Task<FineTuneFile> upload = client.Uploads.SendAsync(path, "fine-tune", progress: null, Cancellation);
        await sent.Task.WaitAsync(s_patience, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(41));

        TimeoutException e = await Assert.ThrowsAsync<TimeoutException>(
            () => upload.WaitAsync(s_patience, Cancellation));
        Assert.Contains("within 40 s", e.Message, StringComparison.Ordinal);
        _ = Assert.Single(_service.Requests);
        File.Delete(path);
    }

    [Fact]
    public async Task A_call_within_a_call_has_what_is_left_of_it()
    {
        CallLimit outer = new(TestConnection.To(_service, Call(20)), _time);

        TimeSpan? left = await outer.RunAsync(
            "it",
            async token =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return await outer.RunAsync("a part", _ => Task.FromResult(outer.Left), token);
            },
            Cancellation);

        Assert.Equal(15, left?.TotalSeconds);
        Assert.Null(outer.Left);
    }

    private static TransportLimits Call(int seconds) => new() { Call = TimeSpan.FromSeconds(seconds) };

    private ApiTransport Transport(TransportLimits limits) => new(TestConnection.To(_service, limits), _time);
}
