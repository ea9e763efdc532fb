using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Stop, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class StopFineTuneCommand : JobCmdlet
{
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => ChangeAsync("Cancel fine-tuning job", id => Client.Jobs.CancelAsync(id, cancellation), PassThru, pipeline);
}
