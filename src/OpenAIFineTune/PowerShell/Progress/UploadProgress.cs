using System.Management.Automation;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Views;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>The progress bar of an upload, as it was last shown, which goes away when disposed.</summary>
internal sealed class UploadProgress(string path, TimeProvider time, PipelineWriter? pipeline)
    : ProgressBar($"Uploading {Path.GetFileName(path)}", time), IProgress<TransferProgress>, IDisposable
{
    private readonly object _turn = new();
    private TransferProgress? _shown;

    public override string Status => _shown is { } shown
        ? $"{ViewText.Size(shown.Sent)} of {ViewText.Size(shown.Total)}, {ViewText.Size(RateOf(shown.Sent))} a second"
        : "";

    protected override (long Done, long? Total) Stand => (_shown?.Sent ?? 0, _shown?.Total);

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        // Parts of an upload report side by side.
        lock (_turn)
        {
            if (IsDue())
            {
                _shown = value;
                ProgressRecord record = ToRecord();
                pipeline?.Post(cmdlet => cmdlet.WriteProgress(record));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsVisible)
        {
            pipeline?.Post(cmdlet => cmdlet.WriteProgress(ToEnd()));
        }
    }
}
