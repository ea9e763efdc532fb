using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Resume, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class ResumeFineTuneCommand : JobCmdlet
{
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => ChangeAsync("Resume fine-tuning job", id => Client.Jobs.ResumeAsync(id, cancellation), PassThru, pipeline);
}
