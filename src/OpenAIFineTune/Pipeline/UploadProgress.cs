using System.Management.Automation;
using OpenAIFineTune.Api;

namespace OpenAIFineTune.Pipeline;

/// <summary>The progress bar of an upload; moves once per percent, and goes away when disposed.</summary>
internal sealed class UploadProgress(PipelineWriter pipeline, string path) : IProgress<TransferProgress>, IDisposable
{
    private readonly int _activityId = path.GetHashCode(StringComparison.Ordinal) & 0x7FFFFFFF;
    private int _percent = -1;

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        int percent = value.Total > 0 ? (int)(value.Sent * 100 / value.Total) : 100;
        if (Interlocked.Exchange(ref _percent, percent) != percent)
        {
            Show(ProgressRecordType.Processing, $"{value.Sent:N0} of {value.Total:N0} bytes", percent);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_percent >= 0)
        {
            Show(ProgressRecordType.Completed, "Done", percent: 100);
        }
    }

    private void Show(ProgressRecordType type, string status, int percent)
    {
        ProgressRecord record = new(_activityId, $"Uploading {Path.GetFileName(path)}", status)
        {
            PercentComplete = percent,
            RecordType = type,
        };
        pipeline.Post(cmdlet => cmdlet.WriteProgress(record));
    }
}
