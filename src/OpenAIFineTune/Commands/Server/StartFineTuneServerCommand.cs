using System.Management.Automation;
using System.Security;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsLifecycle.Start, "FineTuneServer", SupportsShouldProcess = true)]
[OutputType(typeof(FineTuneServer))]
public sealed class StartFineTuneServerCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    [Parameter]
    [ValidateNotNull]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    [Parameter]
    [SecretTransform]
    public SecureString? ApiKey { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    [Parameter]
    public SwitchParameter AllowRemote { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowOrigin { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void EndProcessing()
    {
        try
        {
            ServerOptions options = Options();
            string? statePath = StatePath is null ? null : PathResolver.Literal(this, StatePath);
            string place = Port == 0 ? $"{Address}, any free port" : $"{Address} port {Port}";
            if (!ShouldProcess(place, "Start a server of the local engine"))
            {
                return;
            }

            if (!IPAddress.IsLoopback(Address) && ServerKey.IsWeak(options.ApiKey))
            {
                WriteWarning("Other machines can reach the server, and its key is simple enough to be guessed.");
            }

            FineTuneServer server = ServerFactory.Start(options, statePath);
            ServerRegistry.Current.Add(server);
            if (server.Connection is not null)
            {
                ConnectionRegistry.Current.AddServer(server.Connection);
            }

            foreach (string notice in server.Notices)
            {
                WriteWarning(notice);
            }

            WriteVerbose($"The local engine answers at {server.Uri} from the folder {server.StatePath}.");
            if (PassThru)
            {
                WriteObject(server);
            }
            else if (ApiKey is null)
            {
                string key = $"(Get-FineTuneServer -Port {server.Port}).ApiKey";
                WriteWarning($"The server at {server.Uri} has made a key: {key}");
            }
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            ThrowTerminatingError(Errors.From(e, Port));
        }
    }

    private ServerOptions Options()
    {
        if (AllowRemote && ApiKey is null)
        {
            throw new FineTuneException("ApiKeyMissing", "A server for other machines needs a key of your choice.")
            {
                Advice = "Give -ApiKey.",
            };
        }

        return new ServerOptions
        {
            Address = Address,
            AllowsRemote = AllowRemote,
            Port = Port,
            HostNames = HostName,
            AllowedOrigins = [.. AllowOrigin.Select(OriginOf)],
            ApiKey = ApiKey is null ? ServerKey.Generate() : new NetworkCredential("", ApiKey).Password,
        };
    }

    // In the form in which browsers send it.
    private static string OriginOf(string text)
    {
        bool isOrigin = Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && address.Host.Length > 0
            && address.PathAndQuery == "/"
            && address.UserInfo.Length == 0;
        return text == AccessRules.AnyOrigin ? text
            : isOrigin ? address!.GetLeftPart(UriPartial.Authority)
            : throw new FineTuneException("InvalidSetting", $"'{text}' is not the origin of a web page.")
            {
                Target = text,
                Advice = "Give scheme, host and port, as in https://studio.example:8443.",
            };
    }
}
