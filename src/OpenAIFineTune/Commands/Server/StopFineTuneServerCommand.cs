using System.Management.Automation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Stop, "FineTuneServer", SupportsShouldProcess = true, DefaultParameterSetName = PortSet)]
[OutputType(typeof(FineTuneServer))]
public sealed class StopFineTuneServerCommand : AsyncCmdlet
{
    private const string PortSet = "Port";
    private const string ServerSet = "Server";

    private IReadOnlyList<FineTuneServer> _running = [];

    [Parameter(Position = 0, ParameterSetName = PortSet)]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateRange(1, 65535)]
    public int[]? Port { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ServerSet)]
    [ValidateNotNull]
    public FineTuneServer[] Server { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void OnPipelineThread() => _running = ServerRegistry.Current.Running;

    protected override async Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
    {
        IEnumerable<FineTuneServer> servers = ParameterSetName == ServerSet
            ? Server : _running.Where(server => Port is null || Port.Contains(server.Port));
        foreach (FineTuneServer server in servers)
        {
            if (!await pipeline.ShouldProcessAsync(server.Uri.AbsoluteUri, "Stop the server").ConfigureAwait(false))
            {
                continue;
            }

            await server.StopAsync().ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteObjectAsync(server).ConfigureAwait(false);
            }
        }

        foreach (int port in (Port ?? []).Where(port => _running.All(server => server.Port != port)))
        {
            await pipeline.WriteErrorAsync(Errors.From(ServerRegistry.NoServerOn(port), port)).ConfigureAwait(false);
        }
    }
}
