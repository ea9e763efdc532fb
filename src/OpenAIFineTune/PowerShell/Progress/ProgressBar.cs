using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>
/// What all progress bars share: they move once a second at most, know their pace, and what is left at it.
/// </summary>
internal sealed class ProgressBar(string activity, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private long _start = time.GetTimestamp();
    private long _shown = time.GetTimestamp();

    /// <summary>True once there was something to show.</summary>
    public bool IsVisible { get; private set; }

    /// <summary>True when the last record is a second old, and it is time for another.</summary>
    public bool IsDue()
    {
        if (time.GetElapsedTime(_shown) < s_interval)
        {
            return false;
        }

        _shown = time.GetTimestamp();
        IsVisible = true;
        return true;
    }

    /// <summary>Counts the time anew, for work that is done again from its start.</summary>
    public void Restart() => _start = time.GetTimestamp();

    /// <summary>How many of <paramref name="done"/> were done in a second.</summary>
    public double RateOf(long done) => Math.Max(done, 1) / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 0.001);

    /// <summary>How much is done, in percent; -1 while that is not known.</summary>
    public static int PercentOf(long done, long? total)
        => total > 0 ? (int)Math.Min(100, done * 100 / total.Value) : -1;

    /// <summary>The time that the rest takes at the pace so far; -1 while that is not known.</summary>
    public int SecondsLeft(long done, long? total)
        => total is long all ? (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Max(0, all - done) / RateOf(done))) : -1;

    /// <summary>The bar at a stand.</summary>
    public ProgressRecord ToRecord(string status, int percent, int secondsLeft)
        => new(Id, TerminalText.Of(activity), status)
    {
        PercentComplete = percent,
        SecondsRemaining = secondsLeft,
    };

    /// <summary>What takes the bar away.</summary>
    public ProgressRecord ToEnd()
        => new(Id, TerminalText.Of(activity), "Done") { RecordType = ProgressRecordType.Completed };

    private int Id => activity.GetHashCode(StringComparison.Ordinal) & 0x7FFFFFFF;
}
