using System.Globalization;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>
/// The progress bar of a command that goes through rows, once or several times, on the pipeline thread.
/// </summary>
internal sealed class RowsProgress(string activity, TimeProvider time)
{
    private const long Stride = 512;

    private readonly ProgressBar _bar = new(activity, time);
    private long _rows;
    private long _bytes;

    /// <summary>The size of what is read; null where the rows come from elsewhere, and for packed files.</summary>
    public long? TotalBytes { get; set; }

    /// <summary>The number of rows; null until they have been counted once.</summary>
    public long? TotalRows { get; private set; }

    /// <summary>Where it stands, in words.</summary>
    public string Status
    {
        get
        {
            string count = TotalRows is null ? $"{_rows:N0}" : $"{_rows:N0} of {TotalRows:N0}";
            return string.Create(CultureInfo.CurrentCulture, $"{count} rows, {_bar.RateOf(_rows):N0} a second");
        }
    }

    /// <summary>How much of this reading is done, by rows or else by bytes; -1 while neither is known.</summary>
    public int Percent
        => TotalRows is null ? ProgressBar.PercentOf(_bytes, Bytes) : ProgressBar.PercentOf(_rows, TotalRows);

    /// <summary>What is left of this reading; -1 while that is not known.</summary>
    public int SecondsLeft => TotalRows is null ? _bar.SecondsLeft(_bytes, Bytes) : _bar.SecondsLeft(_rows, TotalRows);

    private long? Bytes => _bytes > 0 ? TotalBytes : null;

    /// <summary>
    /// Takes the number of rows that are through, and of bytes where known; true when it is time to show it.
    /// </summary>
    public bool Take(long rows, long bytes = 0)
    {
        if (rows < _rows)
        {
            // Read once more from the start: now it is known how many there are.
            TotalRows = _rows;
            _bar.Restart();
        }

        (_rows, _bytes) = (rows, bytes);
        return rows % Stride == 0 && _bar.IsDue();
    }

    /// <summary>Takes a stand and shows the bar when it is time.</summary>
    public void Show(PSCmdlet cmdlet, long rows, long bytes = 0)
    {
        if (Take(rows, bytes))
        {
            cmdlet.WriteProgress(_bar.ToRecord(Status, Percent, SecondsLeft));
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void End(PSCmdlet cmdlet)
    {
        if (_bar.IsVisible)
        {
            cmdlet.WriteProgress(_bar.ToEnd());
        }
    }
}
