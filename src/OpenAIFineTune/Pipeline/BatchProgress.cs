using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.Pipeline;

/// <summary>One progress bar for many like things, with their rate and, once their number is known, what is left.</summary>
internal sealed class BatchProgress(string activity, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private long _done;
    private long _failed;

    /// <summary>How many there are; null while more may come.</summary>
    public long? Total { get; set; }

    /// <summary>True once there was something to show.</summary>
    public bool IsVisible { get; private set; }

    /// <summary>Where it stands, in words.</summary>
    public string Status
    {
        get
        {
            string count = Total is null ? $"{_done:N0}" : $"{_done:N0} of {Total:N0}";
            string status = string.Create(CultureInfo.CurrentCulture, $"{count}, {Rate:N1} a second");
            return _failed == 0 ? status : $"{status}, {_failed:N0} failed";
        }
    }

    /// <summary>How much of it is done; -1 while that is not known.</summary>
    public int Percent => Total is long total and > 0 ? (int)Math.Min(100, _done * 100 / total) : -1;

    /// <summary>What is left at the rate so far; -1 while that is not known.</summary>
    public int SecondsLeft
        => Total is long total ? (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Max(0, total - _done) / Rate)) : -1;

    private double Rate => Math.Max(_done, 1) / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 0.001);

    /// <summary>Counts one; true when the last record is a second old, and it is time for another.</summary>
    public bool Count(bool hasFailed)
    {
        _done++;
        _failed += hasFailed ? 1 : 0;
        if (time.GetElapsedTime(_shown) < s_interval)
        {
            return false;
        }

        _shown = time.GetTimestamp();
        IsVisible = true;
        return true;
    }

    /// <summary>Counts one and shows the bar when it is time.</summary>
    public Task CountAsync(bool hasFailed, PipelineWriter pipeline)
        => Count(hasFailed) ? pipeline.WriteProgressAsync(ToRecord(ProgressRecordType.Processing)) : Task.CompletedTask;

    /// <summary>Takes the bar away.</summary>
    public Task EndAsync(PipelineWriter pipeline)
        => IsVisible ? pipeline.WriteProgressAsync(ToRecord(ProgressRecordType.Completed)) : Task.CompletedTask;

    private ProgressRecord ToRecord(ProgressRecordType type)
        => new(activity.GetHashCode(StringComparison.Ordinal) & 0x7FFFFFFF, activity, Status)
        {
            PercentComplete = Percent,
            SecondsRemaining = SecondsLeft,
            RecordType = type,
        };
}
