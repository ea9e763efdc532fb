using System.Globalization;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>
/// One progress bar for many like things, with their rate and, once their number is known, what is left.
/// </summary>
internal sealed class BatchProgress(string activity, TimeProvider time)
{
    private readonly ProgressBar _bar = new(activity, time);
    private long _done;
    private long _failed;

    /// <summary>How many there are; null while more may come.</summary>
    public long? Total { get; set; }

    /// <summary>True once there was something to show.</summary>
    public bool IsVisible => _bar.IsVisible;

    /// <summary>Where it stands, in words.</summary>
    public string Status
    {
        get
        {
            string count = Total is null ? $"{_done:N0}" : $"{_done:N0} of {Total:N0}";
            string status = string.Create(CultureInfo.CurrentCulture, $"{count}, {_bar.RateOf(_done):N1} a second");
            return _failed == 0 ? status : $"{status}, {_failed:N0} failed";
        }
    }

    /// <summary>How much of it is done; -1 while that is not known.</summary>
    public int Percent => ProgressBar.PercentOf(_done, Total);

    /// <summary>What is left at the rate so far; -1 while that is not known.</summary>
    public int SecondsLeft => _bar.SecondsLeft(_done, Total);

    /// <summary>Counts one; true when it is time to show it.</summary>
    public bool Count(bool hasFailed)
    {
        _done++;
        _failed += hasFailed ? 1 : 0;
        return _bar.IsDue();
    }

    /// <summary>Counts one and shows the bar when it is time.</summary>
    public Task CountAsync(bool hasFailed, PipelineWriter pipeline)
        => Count(hasFailed)
            ? pipeline.WriteProgressAsync(_bar.ToRecord(Status, Percent, SecondsLeft))
            : Task.CompletedTask;

    /// <summary>Takes the bar away.</summary>
    public Task EndAsync(PipelineWriter pipeline)
        => IsVisible ? pipeline.WriteProgressAsync(_bar.ToEnd()) : Task.CompletedTask;
}
