namespace OpenAIFineTune.Api.Jobs;

/// <summary>How long to wait between two looks at jobs: short after news, longer the longer nothing happens.</summary>
/// <param name="floor">The shortest wait.</param>
/// <param name="fixedInterval">The wait that the caller wants; null to choose it here.</param>
internal sealed class PollPace(TimeSpan floor, TimeSpan? fixedInterval)
{
    private const double Growth = 1.5;
    private static readonly TimeSpan s_ceiling = TimeSpan.FromMinutes(1);

    private TimeSpan _last;

    /// <summary>The pace for these jobs: the engine in this process may be asked more often than a service.</summary>
    public static PollPace For(IEnumerable<WaitedJob> jobs, TimeSpan? fixedInterval)
        => new(jobs.Select(job => job.ShortestPoll).DefaultIfEmpty(TimeSpan.FromSeconds(1)).Max(), fixedInterval);

    /// <summary>The same pace, from its start, for one of the jobs.</summary>
    public PollPace ForOneJob() => new(floor, fixedInterval);

    /// <summary>The wait before the next look.</summary>
    /// <param name="hasNews">Whether the last look showed something new.</param>
    /// <param name="untilEstimate">The time to the earliest estimated end; null when unknown. May have passed.</param>
    public TimeSpan Next(bool hasNews, TimeSpan? untilEstimate)
    {
        if (fixedInterval is TimeSpan wanted)
        {
            return Clamp(wanted);
        }

        _last = hasNews ? floor : Clamp(_last * Growth);
        return untilEstimate is TimeSpan left && left > TimeSpan.Zero ? Min(_last, Clamp(left)) : _last;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan Clamp(TimeSpan interval) => interval < floor ? floor : Min(interval, s_ceiling);
}
