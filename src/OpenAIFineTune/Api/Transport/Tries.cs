namespace OpenAIFineTune.Api.Transport;

/// <summary>How often, and with which pauses, something is tried until there is an answer or no time is left.</summary>
internal sealed class Tries(TimeProvider time)
{
    /// <summary>The pause after the first look.</summary>
    public TimeSpan FirstPause { get; init; }

    /// <summary>How much longer each pause is than the one before.</summary>
    public double Growth { get; init; } = 1;

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long looks go on; the last one is at the end.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Told once, when the first look found nothing; null for nobody.</summary>
    public Func<Task>? Waiting { get; init; }

    /// <summary>Does something again as long as its failure has a pause after which that may help.</summary>
    /// <param name="act">Does it.</param>
    /// <param name="pauseAfter">The pause after so many tries, the last of which failed so; null to give up.</param>
    /// <param name="cancellation">Ends the tries.</param>
    public async Task<T> AgainAsync<T>(
        Func<Task<T>> act, Func<int, Exception, TimeSpan?> pauseAfter, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            TimeSpan pause;
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (Exception e) when (pauseAfter(tries, e) is TimeSpan chosen)
            {
                pause = chosen;
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Looks until there is something; null when the patience is over.</summary>
    public async Task<T?> UntilAsync<T>(Func<Task<T?>> look, CancellationToken cancellation)
        where T : class
    {
        long start = time.GetTimestamp();
        TimeSpan pause = FirstPause;
        for (bool isTold = Waiting is null; ; isTold = true)
        {
            // Before the look: what is made in time is seen by a look that begins afterwards.
            TimeSpan left = Patience - time.GetElapsedTime(start);
            T? found = await look().ConfigureAwait(false);
            if (found is not null || left <= TimeSpan.Zero)
            {
                return found;
            }

            await (isTold ? Task.CompletedTask : Waiting!()).ConfigureAwait(false);
            await Task.Delay(pause < left ? pause : left, time, cancellation).ConfigureAwait(false);
            pause = pause * Growth < LongestPause ? pause * Growth : LongestPause;
        }
    }
}
