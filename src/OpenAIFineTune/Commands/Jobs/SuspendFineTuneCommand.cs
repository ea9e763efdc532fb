using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Suspend, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class SuspendFineTuneCommand : JobCmdlet
{
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => ChangeAsync("Suspend fine-tuning job", id => Client.Jobs.PauseAsync(id, cancellation), PassThru, pipeline);
}
