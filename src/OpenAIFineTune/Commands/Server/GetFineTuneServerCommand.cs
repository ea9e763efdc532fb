using System.Management.Automation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Get, "FineTuneServer")]
[OutputType(typeof(FineTuneServer))]
public sealed class GetFineTuneServerCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateRange(1, 65535)]
    public int[]? Port { get; set; }

    protected override void ProcessRecord()
    {
        IReadOnlyList<FineTuneServer> running = ServerRegistry.Current.Running;
        WriteObject(running.Where(server => Port?.Contains(server.Port) ?? true), enumerateCollection: true);
        foreach (int port in (Port ?? []).Where(port => running.All(server => server.Port != port)))
        {
            WriteError(Errors.From(ServerRegistry.NoServerOn(port), port));
        }
    }
}
