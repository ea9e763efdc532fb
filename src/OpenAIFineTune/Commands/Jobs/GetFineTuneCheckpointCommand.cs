using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneCheckpoint")]
[OutputType(typeof(FineTuneCheckpoint))]
public sealed class GetFineTuneCheckpointCommand : FineTuneCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "FineTuneId")]
    [JobIdTransform]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobsClient jobs = Client.Jobs;
        foreach (string id in Id)
        {
            await pipeline.WriteErrorsOfAsync(id, async () =>
            {
                await foreach (FineTuneCheckpoint item in jobs.CheckpointsAsync(id, cancellation).ConfigureAwait(false))
                {
                    Seen.AddModel(item.FineTunedModel, item.Connection);
                    await pipeline.WriteObjectAsync(item).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }
}
