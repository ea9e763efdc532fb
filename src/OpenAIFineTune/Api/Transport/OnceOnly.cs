namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// Does what must not be done twice: when an answer is lost, it looks whether it was done before it tries again.
/// </summary>
internal sealed class OnceOnly(FineTuneClient client)
{
    private readonly RetryRule _rule = new(client.Connection.Limits, Random.Shared.NextDouble);

    // What was made just now may be listed a little late; and behind a time limit that is over, it may still be made.
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_timedOut = TimeSpan.FromMinutes(1);

    /// <param name="act">Does it; its request is not repeated by the transport.</param>
    /// <param name="find">Looks for what it makes; null when it is not there.</param>
    /// <param name="cancellation">Ends the tries.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> act, Func<Task<T?>> find, CancellationToken cancellation)
        where T : class
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (Exception e) when (LostAnswer.IsPossible(e))
            {
                if (await FindAsync(find, e, cancellation).ConfigureAwait(false) is T found)
                {
                    client.Log.Verbose($"The answer was lost ({e.Message}), and what it was about is there: {found}.");
                    return found;
                }

                TimeSpan delay = _rule.Delay(attempt, e);
                if (attempt >= client.Connection.Limits.MaxRetry || delay >= client.CallLimit.Left)
                {
                    throw;
                }

                client.Log.Verbose($"{e.Message.TrimEnd('.')}; trying again in {delay.TotalSeconds:0.0} s.");
                await Task.Delay(delay, client.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<T?> FindAsync<T>(Func<Task<T?>> find, Exception lost, CancellationToken cancellation)
        where T : class
    {
        try
        {
            TimeSpan patience = LostAnswer.IsTimeout(lost) ? s_timedOut : s_late;
            long start = client.Time.GetTimestamp();
            for (TimeSpan delay = s_late; ; delay *= 2)
            {
                TimeSpan left = patience - client.Time.GetElapsedTime(start);
                if (await find().ConfigureAwait(false) is T found)
                {
                    return found;
                }

                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                client.Log.Verbose(
                    $"{lost.Message.TrimEnd('.')}; looking whether it was done, for {left.TotalSeconds:0} s more.");
                await Task.Delay(delay < left ? delay : left, client.Time, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is FineTuneException or HttpRequestException or TimeoutException or IOException)
        {
            throw new FineTuneException(
                "UploadOutcomeUnknown",
                $"The answer to the upload was lost ({lost.Message.TrimEnd('.')}), "
                    + $"and whether the file is there is not known, since looking for it failed as well: {e.Message}",
                lost)
            {
                Advice = "Run the same command again: it looks for the file before it sends it again, "
                    + "where the service lists files.",
            };
        }
    }
}
