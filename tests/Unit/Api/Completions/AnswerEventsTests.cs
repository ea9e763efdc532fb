using System.Net;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Completions;

public sealed class AnswerEventsTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedService _service = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(30, null, 31, "nothing for 30 s")]
    [InlineData(600, 60, 61, "within 60 s")]
    public async Task A_service_that_falls_silent_is_waited_for_no_longer_than_the_limits_say(
        int attempt, int? call, int wait, string told)
    {
        TransportLimits limits = new()
        {
            Attempt = TimeSpan.FromSeconds(attempt),
            Call = call is int seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        IAsyncEnumerator<string> parts = Parts("data: {\"choices\":[{\"index\":0,\"text\":\"a\"}]}\n\n"u8, limits, isEndless: true);
        Assert.True(await parts.MoveNextAsync());
        Task<bool> next = parts.MoveNextAsync().AsTask();

        _time.Advance(TimeSpan.FromSeconds(wait));

        TimeoutException e = await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(s_patience, Cancellation));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_for_a_call_holds_for_a_stream_that_is_never_silent()
    {
        TransportLimits limits = new() { Call = TimeSpan.FromSeconds(60) };
        byte[] part = "data: {\"choices\":[{\"index\":0,\"text\":\"a\"}]}\n\n"u8.ToArray();
        byte[][] pieces = [part, part, part];
        IAsyncEnumerator<string> parts = Parts(new PieceStream(pieces, isEndless: true), limits);
        Assert.True(await parts.MoveNextAsync());

        _time.Advance(TimeSpan.FromSeconds(61));

        _ = await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            while (await parts.MoveNextAsync())
            {
            }
        });
    }

    [Theory]
    [InlineData("{\"choices\":[{\"index\":0,\"text\":\"Billing\",\"finish_reason\":\"stop\"}]}")]
    [InlineData("\r\n{\n  \"choices\": [\n\n {\"index\":0, \"message\":{\"content\":\"Billing\"}}]\n}\n")]
    public async Task An_answer_in_one_piece_is_taken_where_a_stream_was_asked_for(string body)
    {
        IAsyncEnumerator<string> parts = Parts(System.Text.Encoding.UTF8.GetBytes(body), new(), isEndless: false);

        Assert.True(await parts.MoveNextAsync());
        Assert.Equal("Billing", parts.Current);
        Assert.False(await parts.MoveNextAsync());
    }

    [Fact]
    public async Task An_error_where_a_stream_was_asked_for_is_told()
    {
        IAsyncEnumerator<string> parts = Parts("{\"error\":{\"message\":\"Overloaded.\"}}"u8, new(), isEndless: false);

        ApiException e = await Assert.ThrowsAsync<ApiException>(async () => await parts.MoveNextAsync());

        Assert.Contains("Overloaded.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_without_an_end_is_refused()
    {
        IAsyncEnumerator<string> parts = Parts(new EndlessStream((byte)'x'), new());

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(async () => await parts.MoveNextAsync());

        Assert.Equal("AnswerTooLong", e.ErrorId);
    }

    private IAsyncEnumerator<string> Parts(ReadOnlySpan<byte> body, TransportLimits limits, bool isEndless)
        => Parts(new PieceStream([body.ToArray()], isEndless), limits);

    private IAsyncEnumerator<string> Parts(Stream body, TransportLimits limits)
    {
        _ = _service.Then(_ => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }));
        CompletionRequest request = new(new PromptFormat("m", CompletionEndpoint.Completions), "Where?");
        return new FineTuneClient(TestConnection.To(_service, limits), _time).Completions
            .Stream(request).ReadAsync(Cancellation).GetAsyncEnumerator(Cancellation);
    }
}
