using System.Runtime.CompilerServices;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Waits for many jobs at once, and tells what happens to them as it happens.</summary>
internal sealed class JobWaiter(TimeProvider time, PollPace pace, TimeSpan? timeout)
{
    /// <summary>What happens to the jobs, until each has ended, was refused or the time is over.</summary>
    public async IAsyncEnumerable<WaitReport> WatchAsync(
        IReadOnlyList<WaitedJob> jobs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        List<WaitedJob> pending = [.. jobs];
        while (true)
        {
            bool hasNews = false;
            foreach (WaitedJob job in jobs.Where(pending.Contains))
            {
                foreach (WaitReport report in await job.LookAsync(cancellation).ConfigureAwait(false))
                {
                    hasNews |= report.Kind == WaitReportKind.Event;
                    _ = report.Kind is WaitReportKind.Ended or WaitReportKind.Refused && pending.Remove(job);
                    yield return report;
                }
            }

            TimeSpan left = timeout is TimeSpan limit ? limit - time.GetElapsedTime(start) : TimeSpan.MaxValue;
            if (pending.Count == 0 || left <= TimeSpan.Zero)
            {
                break;
            }

            TimeSpan delay = pace.Next(hasNews, UntilEstimate(pending));
            await Task.Delay(delay < left ? delay : left, time, cancellation).ConfigureAwait(false);
        }

        foreach (WaitedJob job in pending)
        {
            yield return job.Report(WaitReportKind.TimedOut);
        }
    }

    // Estimates are wrong at times (openai-dotnet waits a negative time for one that has passed): the pace clamps them.
    private TimeSpan? UntilEstimate(IEnumerable<WaitedJob> pending)
        => pending.Min(job => job.Last?.EstimatedFinish) - time.GetUtcNow();
}
