using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Suspend, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class SuspendFineTuneCommand : JobActionCmdlet
{
    private protected override string Act => "Suspend fine-tuning job";

    private protected override Task<FineTuneJob> ActAsync(string id, CancellationToken cancellation)
        => Client.Jobs.PauseAsync(id, cancellation);
}
