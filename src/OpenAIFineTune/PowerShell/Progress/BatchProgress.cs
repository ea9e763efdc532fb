namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>One progress bar for many like things, with their rate and, once that is known, what is left.</summary>
internal sealed class BatchProgress(string activity, TimeProvider time) : ProgressBar(activity, time)
{
    private long _done;
    private long _failed;

    /// <summary>How many there are; null while more may come.</summary>
    public long? Total { get; set; }

    public override string Status
    {
        get
        {
            string count = Total is null ? $"{_done:N0}" : $"{_done:N0} of {Total:N0}";
            string status = string.Create(CultureInfo.CurrentCulture, $"{count}, {RateOf(_done):N1} a second");
            return _failed == 0 ? status : $"{status}, {_failed:N0} failed";
        }
    }

    protected override (long Done, long? Total) Stand => (_done, Total);

    /// <summary>Counts one; true when it is time to show it.</summary>
    public bool Count(bool hasFailed)
    {
        _done++;
        _failed += hasFailed ? 1 : 0;
        return IsDue();
    }

    /// <summary>Counts one and shows the bar when it is time.</summary>
    public Task CountAsync(bool hasFailed, PipelineWriter pipeline)
        => Count(hasFailed) ? pipeline.WriteProgressAsync(ToRecord()) : Task.CompletedTask;

    /// <summary>Takes the bar away.</summary>
    public Task EndAsync(PipelineWriter pipeline)
        => IsVisible ? pipeline.WriteProgressAsync(ToEnd()) : Task.CompletedTask;
}
