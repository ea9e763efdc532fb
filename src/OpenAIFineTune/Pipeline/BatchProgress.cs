using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.Pipeline;

/// <summary>One progress bar for many like things, with rate and, once their number is known, what is left.</summary>
internal sealed class BatchProgress(string activity, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private long _done;
    private long _failed;
    private bool _isVisible;

    /// <summary>How many there are; null while more may come.</summary>
    public long? Total { get; set; }

    /// <summary>Counts one; returns a record to show when the last is a second old.</summary>
    public ProgressRecord? Count(bool hasFailed)
    {
        _done++;
        _failed += hasFailed ? 1 : 0;
        if (time.GetElapsedTime(_shown) < s_interval)
        {
            return null;
        }

        _shown = time.GetTimestamp();
        _isVisible = true;
        return Record();
    }

    /// <summary>The record that takes the bar away; null when none was shown.</summary>
    public ProgressRecord? Complete()
        => _isVisible ? new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed } : null;

    private int ActivityId => activity.GetHashCode(StringComparison.Ordinal) & 0x7FFFFFFF;

    private ProgressRecord Record()
    {
        double rate = _done / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 0.001);
        string status = Total is null ? $"{_done:N0}" : $"{_done:N0} of {Total:N0}";
        status += string.Create(CultureInfo.CurrentCulture, $", {rate:N1} a second");
        ProgressRecord record = new(ActivityId, activity, _failed == 0 ? status : $"{status}, {_failed:N0} failed");
        if (Total is long total and > 0)
        {
            record.PercentComplete = (int)Math.Min(100, _done * 100 / total);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, Math.Ceiling((total - _done) / rate));
        }

        return record;
    }
}
