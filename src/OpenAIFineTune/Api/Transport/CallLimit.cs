namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// Holds what was asked for to the connection's limit for a whole call: an upload with all its parts, a request with
/// its tries and waits. A call that is made for another one has what is left of that one's time.
/// </summary>
internal sealed class CallLimit(FineTuneConnection connection, TimeProvider time)
{
    // Timers take no more than this.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(40);

    private static readonly AsyncLocal<DateTimeOffset?> s_end = new();

    /// <summary>The time that the call has left in which this is asked; null for no limit.</summary>
    public TimeSpan? Left => s_end.Value - time.GetUtcNow();

    /// <param name="what">Names the call, for the error.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Ends it earlier.</param>
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        if (connection.Limits.Call is not TimeSpan limit || s_end.Value is not null)
        {
            return await call(cancellation).ConfigureAwait(false);
        }

        // Flows into what is called, and is gone when this returns.
        s_end.Value = time.GetUtcNow() + limit;
        return await TryAsync(limit, Message(what, limit), call, cancellation).ConfigureAwait(false);
    }

    /// <summary>What to say of a call that took too long.</summary>
    public string Message(string what, TimeSpan limit)
        => $"{connection.BaseUri.Host} did not finish {what} within {limit.TotalSeconds:0.#} s.";

    /// <summary>Ends what takes too long, and says so with a <see cref="TimeoutException"/>.</summary>
    public async Task<T> TryAsync<T>(
        TimeSpan limit, string message, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using CancellationTokenSource end = new(limit < s_longest ? limit : s_longest, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException
            && end.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(message, e);
        }
    }
}
