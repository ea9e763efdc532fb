namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// Holds what was asked for to the connection's limit for a whole call: an upload with all its parts, a request with
/// its tries and waits. A call that is made for another one has what is left of that one's time.
/// </summary>
internal sealed class CallLimit(FineTuneConnection connection, TimeProvider time)
{
    private static readonly AsyncLocal<DateTimeOffset?> s_end = new();

    /// <summary>The time that the call has left in which this is asked; null for no limit.</summary>
    public TimeSpan? Left => s_end.Value - time.GetUtcNow();

    /// <param name="what">Names the call, for the error.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Ends it earlier.</param>
    public async Task<T> RunAsync<T>(
        string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        if (connection.Limits.Call is not TimeSpan limit || s_end.Value is not null)
        {
            return await call(cancellation).ConfigureAwait(false);
        }

        // Flows into what is called, and is gone when this returns.
        s_end.Value = time.GetUtcNow() + limit;
        return await new TimeLimit(limit, time, Message(what, limit))
            .RunAsync(call, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>What to say of a call that took too long.</summary>
    public string Message(string what, TimeSpan limit)
        => $"{connection.BaseUri.Host} did not finish {what} within {limit.TotalSeconds:0.#} s.";
}
