using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>
/// The events of an answer that streams. A service that falls silent for as long as a try may take has failed, and the
/// limit for a whole call holds up to the last event.
/// </summary>
internal sealed class AnswerEvents(FineTuneClient client, Func<CancellationToken, Task<HttpResponseMessage>> open)
{
    // Each word may come with twenty others and their probabilities.
    private const long Longest = 2 * ResponseStream.MemoryLimit;

    /// <summary>Takes the connection's secrets out of what is to be shown of an event.</summary>
    public SecretMask Mask { get; } = new(client.Connection);

    /// <summary>True once the service has begun to answer.</summary>
    public bool IsOpen { get; private set; }

    public async IAsyncEnumerable<ServerSentEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TimeSpan limit = client.Connection.Limits.Call ?? Timeout.InfiniteTimeSpan;
        using CancellationTokenSource end = new(limit, client.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        using HttpResponseMessage response = await client.CallLimit
            .RunAsync("the streamed answer", open, cancellation)
            .ConfigureAwait(false);
        IsOpen = true;
        using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using ResponseStream limited = new(body, client.Connection, client.Time) { Longest = Longest };
        IAsyncEnumerator<ServerSentEvent> events =
            ServerSentEvents.ReadAsync(limited, either.Token).GetAsyncEnumerator(either.Token);
        await using (events.ConfigureAwait(false))
        {
            while (await NextAsync(events, end.Token, cancellation).ConfigureAwait(false))
            {
                yield return events.Current with { Data = Mask.OfAnswer(events.Current.Data) };
            }
        }
    }

    private async ValueTask<bool> NextAsync(
        IAsyncEnumerator<ServerSentEvent> events, CancellationToken end, CancellationToken cancellation)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (end.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            TimeSpan limit = client.Connection.Limits.Call!.Value;
            throw new TimeoutException(client.CallLimit.Message("the streamed answer", limit), e);
        }
    }
}
