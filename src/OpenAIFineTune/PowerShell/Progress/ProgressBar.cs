using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>What all progress bars share: they move once a second at most, know their pace, and the rest.</summary>
internal abstract class ProgressBar(string activity, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private long _start = time.GetTimestamp();
    private long _shown = time.GetTimestamp();

    /// <summary>True once there was something to show.</summary>
    public bool IsVisible { get; private set; }

    /// <summary>Where it stands, in words.</summary>
    public abstract string Status { get; }

    /// <summary>How much is done, in percent; -1 while that is not known.</summary>
    public int Percent => Stand.Total > 0 ? (int)Math.Min(100, Stand.Done * 100 / Stand.Total.Value) : -1;

    /// <summary>The time that the rest takes at the pace so far; -1 while that is not known.</summary>
    public int SecondsLeft => Stand.Total is long all
        ? (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Max(0, all - Stand.Done) / RateOf(Stand.Done))) : -1;

    /// <summary>How much is done, and of how much; null while that is not known.</summary>
    protected abstract (long Done, long? Total) Stand { get; }

    /// <summary>The bar as it stands.</summary>
    protected ProgressRecord ToRecord() => new(Id, TerminalText.Of(activity), Status)
    {
        PercentComplete = Percent,
        SecondsRemaining = SecondsLeft,
    };

    /// <summary>What takes the bar away.</summary>
    protected ProgressRecord ToEnd()
        => new(Id, TerminalText.Of(activity), "Done") { RecordType = ProgressRecordType.Completed };

    /// <summary>True when the last record is a second old, and it is time for another.</summary>
    protected bool IsDue()
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
    protected void Restart() => _start = time.GetTimestamp();

    /// <summary>How many of <paramref name="done"/> were done in a second.</summary>
    protected double RateOf(long done) => Math.Max(done, 1) / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 0.001);

    private int Id => activity.GetHashCode(StringComparison.Ordinal) & 0x7FFFFFFF;
}
