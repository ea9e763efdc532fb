namespace OpenAIFineTune.Tests.Api;

/// <summary>A clock on which waits of up to three minutes are over at once, and are kept; longer timers never ring.</summary>
internal sealed class InstantTime : TimeProvider
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(3);

    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_696_004_797);

    private readonly List<Action> _longer = [];

    /// <summary>The waits, in seconds.</summary>
    public List<double> Waits { get; } = [];

    /// <summary>Rings the timers that never ring by themselves.</summary>
    public void Ring()
    {
        lock (_longer)
        {
            _longer.ForEach(ring => ring());
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= s_longestWait)
        {
            lock (_longer)
            {
                Waits.Add(dueTime.TotalSeconds);
                _now += dueTime;
            }

            _ = ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        else if (dueTime > s_longestWait)
        {
            lock (_longer)
            {
                _longer.Add(() => callback(state));
            }
        }

        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
