using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Resume, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class ResumeFineTuneCommand : JobActionCmdlet
{
    private protected override string Act => "Resume fine-tuning job";

    private protected override Task<FineTuneJob> ActAsync(string id, CancellationToken cancellation)
        => Client.Jobs.ResumeAsync(id, cancellation);
}
