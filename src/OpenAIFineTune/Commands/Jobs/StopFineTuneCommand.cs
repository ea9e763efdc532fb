using System.Management.Automation;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Stop, "FineTune", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneJob))]
public sealed class StopFineTuneCommand : JobActionCmdlet
{
    private protected override string Act => "Cancel fine-tuning job";

    private protected override Task<FineTuneJob> ActAsync(string id, CancellationToken cancellation)
        => Client.Jobs.CancelAsync(id, cancellation);
}
