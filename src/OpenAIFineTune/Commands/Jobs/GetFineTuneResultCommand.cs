using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneResult")]
[OutputType(typeof(FineTuneMetric))]
public sealed class GetFineTuneResultCommand : JobCmdlet
{
    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => pipeline.ForEachAsync(Id, id => pipeline.WriteObjectsAsync(Client.Jobs.ResultsAsync(id, cancellation)));
}
