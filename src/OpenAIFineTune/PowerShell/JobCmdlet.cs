using System.Management.Automation;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.PowerShell;

/// <summary>A cmdlet about jobs that are named, or that come through the pipeline.</summary>
public abstract class JobCmdlet : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Does something to each job after asking, and writes the job if <paramref name="isWanted"/>.</summary>
    private protected Task ChangeAsync(
        string act, Func<string, Task<FineTuneJob>> send, bool isWanted, PipelineWriter pipeline)
        => pipeline.ForEachAsync(Id, async id =>
        {
            if (!await pipeline.ShouldProcessAsync(id, act).ConfigureAwait(false))
            {
                return;
            }

            FineTuneJob job = await send(id).ConfigureAwait(false);
            Seen.Add(job);
            if (isWanted)
            {
                await pipeline.WriteObjectAsync(job).ConfigureAwait(false);
            }
        });
}
