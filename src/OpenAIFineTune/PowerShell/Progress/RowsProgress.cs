using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>The progress bar of a command that goes through rows, once or more, on the pipeline thread.</summary>
internal sealed class RowsProgress(string activity, TimeProvider time) : ProgressBar(activity, time)
{
    private const long Stride = 512;

    private long _rows;
    private long _bytes;

    /// <summary>The size of what is read; null where the rows come from elsewhere, and for packed files.</summary>
    public long? TotalBytes { get; set; }

    /// <summary>The number of rows; null until they have been counted once.</summary>
    public long? TotalRows { get; private set; }

    public override string Status
    {
        get
        {
            string count = TotalRows is null ? $"{_rows:N0}" : $"{_rows:N0} of {TotalRows:N0}";
            return string.Create(CultureInfo.CurrentCulture, $"{count} rows, {RateOf(_rows):N0} a second");
        }
    }

    // Of this reading, by rows or else by bytes.
    protected override (long Done, long? Total) Stand
        => TotalRows is not null ? (_rows, TotalRows) : (_bytes, _bytes > 0 ? TotalBytes : null);

    /// <summary>Takes the rows that are through, and bytes where known; true when it is time to show it.</summary>
    public bool Take(long rows, long bytes = 0)
    {
        if (rows < _rows)
        {
            // Read once more from the start: now it is known how many there are.
            TotalRows = _rows;
            Restart();
        }

        // Rows come one by one or by the thousand; the clock is not asked for each.
        bool isStep = rows / Stride != _rows / Stride;
        (_rows, _bytes) = (rows, bytes);
        return isStep && IsDue();
    }

    /// <summary>Takes a stand and shows the bar when it is time.</summary>
    public void Show(PSCmdlet cmdlet, long rows, long bytes = 0)
    {
        if (Take(rows, bytes))
        {
            cmdlet.WriteProgress(ToRecord());
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void End(PSCmdlet cmdlet)
    {
        if (IsVisible)
        {
            cmdlet.WriteProgress(ToEnd());
        }
    }
}
