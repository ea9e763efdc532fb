using System.Management.Automation;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneResult")]
[OutputType(typeof(FineTuneMetric))]
public sealed class GetFineTuneResultCommand : JobCmdlet
{
    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        JobResults results = new(Client);
        return pipeline.ForEachAsync(Id, id => pipeline.WriteObjectsAsync(results.ReadAsync(id, cancellation)));
    }
}
