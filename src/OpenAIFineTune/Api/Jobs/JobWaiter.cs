using System.Threading.Channels;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Waits for many jobs side by side, so that a request that hangs keeps no other job back, and tells what happens to
/// them as it happens.
/// </summary>
internal sealed class JobWaiter(TimeProvider time, PollPace pace, TimeSpan? timeout)
{
    private const int LooksAtOnce = 32;

    // A job is looked at once even when there is hardly any time.
    private static readonly TimeSpan s_firstLook = TimeSpan.FromSeconds(10);

    // The longest that a timer of the system takes.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(45);

    private readonly SemaphoreSlim _looks = new(LooksAtOnce);
    private readonly long _start = time.GetTimestamp();

    private TimeSpan Left => timeout is TimeSpan limit ? limit - time.GetElapsedTime(_start) : TimeSpan.MaxValue;

    /// <summary>What happens to the jobs, until each has ended, was refused or the time is over.</summary>
    public async IAsyncEnumerable<WaitReport> WatchAsync(
        IReadOnlyList<WaitedJob> jobs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<WaitReport> news = Channel.CreateUnbounded<WaitReport>();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task following = FollowAllAsync(jobs, news.Writer, end.Token);
        try
        {
            await foreach (WaitReport report in news.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return report;
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAllAsync(
        IReadOnlyList<WaitedJob> jobs, ChannelWriter<WaitReport> news, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = Limit();
        try
        {
            await Task.WhenAll(jobs.Select(job => FollowAsync(job, news, limit.Token, cancellation)))
                .ConfigureAwait(false);
            news.Complete();
        }
        catch (Exception e)
        {
            news.Complete(e);
        }
    }

    private async Task FollowAsync(
        WaitedJob job, ChannelWriter<WaitReport> news, CancellationToken limit, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit, cancellation);
        PollPace own = pace.ForOneJob();
        try
        {
            while (true)
            {
                IReadOnlyList<WaitReport> reports = await LookAsync(job, either.Token).ConfigureAwait(false);
                foreach (WaitReport report in reports)
                {
                    await news.WriteAsync(report, CancellationToken.None).ConfigureAwait(false);
                }

                if (reports.Any(report => report.Kind is WaitReportKind.Ended or WaitReportKind.Refused))
                {
                    return;
                }

                if (Left <= TimeSpan.Zero)
                {
                    break;
                }

                // Estimates are wrong at times (openai-dotnet waits a negative time for one that has passed): the pace
                // clamps them.
                TimeSpan delay = own.Next(
                    reports.Any(report => report.Kind == WaitReportKind.Event),
                    job.Last?.EstimatedFinish - time.GetUtcNow());
                await Task.Delay(delay < Left ? delay : Left, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
        }

        await news.WriteAsync(job.Report(WaitReportKind.TimedOut), cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<WaitReport>> LookAsync(WaitedJob job, CancellationToken cancellation)
    {
        await _looks.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await job.LookAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _ = _looks.Release();
        }
    }

    private CancellationTokenSource Limit() => timeout is not TimeSpan limit || limit > s_longest
        ? new CancellationTokenSource()
        : new CancellationTokenSource(limit > s_firstLook ? limit : s_firstLook, time);
}
