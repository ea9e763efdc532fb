using OpenAIFineTune.Api.Uploads;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Shows a person what is done on the way to a job.</summary>
internal interface ISubmissionDisplay
{
    /// <summary>Tells what was done.</summary>
    Task SayAsync(string text);

    /// <summary>Tells what the person should know before it costs something.</summary>
    Task WarnAsync(string text);

    /// <summary>Shows how an upload comes along while it runs.</summary>
    Task<FineTuneFile> ShowUploadAsync(string path, Func<IProgress<TransferProgress>, Task<FineTuneFile>> upload);

    /// <summary>
    /// Hands over the job; <paramref name="delivered"/> is called at the moment from which on the caller has it.
    /// </summary>
    Task GiveAsync(FineTuneJob job, Action delivered);
}
