using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Progress;

/// <summary>Shows the way to a job on PowerShell's streams.</summary>
internal sealed class SubmissionDisplay(PipelineWriter pipeline, SeenNames seen) : ISubmissionDisplay
{
    public Task SayAsync(string text) => pipeline.WriteVerboseAsync(text);

    public Task WarnAsync(string text) => pipeline.WriteWarningAsync(text);

    public async Task<FineTuneFile> ShowUploadAsync(
        string path, Func<IProgress<TransferProgress>, Task<FineTuneFile>> upload)
    {
        using UploadProgress progress = new(path, TimeProvider.System, pipeline);
        return await upload(progress).ConfigureAwait(false);
    }

    public Task GiveAsync(FineTuneJob job, Action delivered)
    {
        seen.Add(job);
        return pipeline.InvokeAsync(cmdlet =>
        {
            delivered();
            cmdlet.WriteObject(job);
            return true;
        });
    }
}
