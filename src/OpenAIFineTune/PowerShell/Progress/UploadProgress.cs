using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Uploads;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>The progress bar of an upload, which goes away when disposed.</summary>
internal sealed class UploadProgress(string path, TimeProvider time, PipelineWriter? pipeline)
    : IProgress<TransferProgress>, IDisposable
{
    private readonly ProgressBar _bar = new($"Uploading {Path.GetFileName(path)}", time);
    private readonly object _turn = new();

    /// <summary>Where it stood when it was last shown, in words.</summary>
    public string Status { get; private set; } = "";

    /// <summary>What was left then, in seconds.</summary>
    public int SecondsLeft { get; private set; } = -1;

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        // Parts of an upload report side by side.
        lock (_turn)
        {
            if (_bar.IsDue())
            {
                string rate = ByteSize.Of(_bar.RateOf(value.Sent));
                Status = $"{ByteSize.Of(value.Sent)} of {ByteSize.Of(value.Total)}, {rate} a second";
                SecondsLeft = _bar.SecondsLeft(value.Sent, value.Total);
                Post(value);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bar.IsVisible)
        {
            pipeline?.Post(cmdlet => cmdlet.WriteProgress(_bar.ToEnd()));
        }
    }

    private void Post(TransferProgress value)
    {
        (string status, int left) = (Status, SecondsLeft);
        int percent = ProgressBar.PercentOf(value.Sent, value.Total);
        pipeline?.Post(cmdlet => cmdlet.WriteProgress(_bar.ToRecord(status, percent, left)));
    }
}
