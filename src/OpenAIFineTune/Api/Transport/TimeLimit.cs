namespace OpenAIFineTune.Api.Transport;

/// <summary>Ends what takes too long, and says so with a <see cref="TimeoutException"/>.</summary>
internal sealed class TimeLimit(TimeSpan limit, TimeProvider time, string message)
{
    // Timers take no more than this.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(40);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
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
