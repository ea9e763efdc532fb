using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneCheckpoint")]
[OutputType(typeof(FineTuneCheckpoint))]
public sealed class GetFineTuneCheckpointCommand : JobCmdlet
{
    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobsClient jobs = Client.Jobs;
        return pipeline.ForEachAsync(Id, id => pipeline.WriteObjectsAsync(
            jobs.CheckpointsAsync(id, cancellation), item => Seen.AddModel(item.FineTunedModel, item.Connection)));
    }
}
