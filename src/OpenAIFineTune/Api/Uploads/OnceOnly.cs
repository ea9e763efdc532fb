using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>
/// Does what must not be done twice: when an answer is lost, it looks whether it was done before it tries again.
/// </summary>
internal sealed class OnceOnly(FineTuneClient client)
{
    // What was made just now may be listed a little late; and behind a time limit that is over, it may still be made.
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_timedOut = TimeSpan.FromMinutes(1);

    private readonly RetryRule _rule = new(client.Connection.Limits, Random.Shared.NextDouble);

    /// <param name="act">Does it; its request is not repeated by the transport.</param>
    /// <param name="find">Looks for what it makes; null when it is not there.</param>
    /// <param name="cancellation">Ends the tries.</param>
    public Task<T> RunAsync<T>(Func<Task<T>> act, Func<Task<T?>> find, CancellationToken cancellation)
        where T : class
        => new Tries(client.Time).AgainAsync(
            async () =>
            {
                try
                {
                    return await act().ConfigureAwait(false);
                }
                catch (Exception e) when (Failure.LeavesOpen(e))
                {
                    client.Log.Verbose($"{e.Message.TrimEnd('.')}; looking whether it was done.");
                    T? found = await FindAsync(find, e, cancellation).ConfigureAwait(false);
                    if (found is null)
                    {
                        throw;
                    }

                    client.Log.Verbose($"It was done: {found}.");
                    return found;
                }
            },
            PauseAfter,
            cancellation);

    private TimeSpan? PauseAfter(int tries, Exception failure)
        => Failure.LeavesOpen(failure) ? _rule.PauseAfter(tries, failure, client.CallLimit.Left) : null;

    private async Task<T?> FindAsync<T>(Func<Task<T?>> find, Exception lost, CancellationToken cancellation)
        where T : class
    {
        Tries looks = new(client.Time)
        {
            FirstPause = s_late,
            Growth = 2,
            Patience = Failure.IsTimeout(lost) ? s_timedOut : s_late,
        };
        try
        {
            return await looks.UntilAsync(find, cancellation).ConfigureAwait(false);
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
