namespace OpenAIFineTune.Api.Jobs;

/// <summary>Waits for a lock that another process may hold.</summary>
internal static class LockQueue
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(250);

    // Longer than the largest upload should take.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(2);

    /// <param name="tryTake">Takes the lock; null while it is held.</param>
    /// <param name="client">Has the clock, and the time that a call may take.</param>
    /// <param name="display">Told that another run is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<IDisposable> TakeAsync(
        Func<IDisposable?> tryTake, FineTuneClient client, ISubmissionDisplay display, CancellationToken cancellation)
    {
        TimeProvider time = client.Time;
        TimeSpan patience = client.Connection.Limits.Call is TimeSpan limit && limit < s_patience ? limit : s_patience;
        long start = time.GetTimestamp();
        for (bool isTold = false; ; isTold = true)
        {
            if (tryTake() is IDisposable held)
            {
                return held;
            }

            if (!isTold)
            {
                await display.WarnAsync("Another run is asking for the same job; this one goes on when that has ended.")
                    .ConfigureAwait(false);
            }

            if (time.GetElapsedTime(start) > patience)
            {
                throw new FineTuneException(
                    "JobInSubmission",
                    $"Another run has been asking for the same job for {patience.TotalMinutes:0.#} minutes.")
                {
                    Advice = "End the other run, or wait for it. Nothing was sent.",
                };
            }

            await Task.Delay(s_retry, time, cancellation).ConfigureAwait(false);
        }
    }
}
