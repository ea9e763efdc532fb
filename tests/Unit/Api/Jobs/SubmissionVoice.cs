using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Uploads;

namespace OpenAIFineTune.Tests.Api.Jobs;

/// <summary>Keeps what a submission says.</summary>
internal sealed class SubmissionVoice : ISubmissionDisplay
{
    public List<string> Warnings { get; } = [];

    public Task SayAsync(string text) => Task.CompletedTask;

    public Task WarnAsync(string text)
    {
        Warnings.Add(text);
        return Task.CompletedTask;
    }

    public Task<FineTuneFile> ShowUploadAsync(string path, Func<IProgress<TransferProgress>, Task<FineTuneFile>> upload)
        => upload(new Progress<TransferProgress>());

    public Task GiveAsync(FineTuneJob job, Action delivered)
    {
        delivered();
        return Task.CompletedTask;
    }
}
