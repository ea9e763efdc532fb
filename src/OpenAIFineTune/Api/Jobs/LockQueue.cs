namespace OpenAIFineTune.Api.Jobs;

/// <summary>Waits for a lock that another process may hold.</summary>
internal static class LockQueue
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(250);

    // Longer than the largest upload should take.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(2);

    /// <param name="tryTake">Takes the lock; null while it is held.</param>
    /// <param name="time">The clock.</param>
    /// <param name="display">Told that another run is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<IDisposable> TakeAsync(
        Func<IDisposable?> tryTake, TimeProvider time, ISubmissionDisplay display, CancellationToken cancellation)
    {
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

            if (time.GetElapsedTime(start) > s_patience)
            {
                throw new FineTuneException(
                    "JobInSubmission", "Another run has been asking for the same job for two hours.")
                {
                    Advice = "End the other run, or wait for it. Nothing was sent.",
                };
            }

            await Task.Delay(s_retry, time, cancellation).ConfigureAwait(false);
        }
    }
}
