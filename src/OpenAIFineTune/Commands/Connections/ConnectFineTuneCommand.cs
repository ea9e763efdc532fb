using System.Collections;
using System.Management.Automation;
using System.Security;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommunications.Connect, "FineTune", DefaultParameterSetName = ServiceSet)]
[OutputType(typeof(FineTuneConnection))]
public sealed class ConnectFineTuneCommand : PSCmdlet
{
    private const string ServiceSet = "Provider";
    private const string LocalSet = "Local";

    [Parameter(ParameterSetName = LocalSet, Mandatory = true)]
    public SwitchParameter Local { get; set; }

    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    [Parameter(Position = 0, ParameterSetName = ServiceSet)]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateName(ValidateNameAttribute.Service)]
    public string? Provider { get; set; }

    [Parameter(Position = 1, ParameterSetName = ServiceSet)]
    [Alias("Endpoint")]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [SecretTransform]
    public SecureString? ApiKey { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [SecretTransform(AllowScript = true)]
    [ValidateNotNull]
    public object? AccessToken { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TrainingType { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateRange(0, 20)]
    public int MaxRetry { get; set; } = new TransportLimits().MaxRetry;

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = (int)new TransportLimits().Attempt.TotalSeconds;

    [Parameter(ParameterSetName = ServiceSet)]
    [ValidateRange(1, 604_800)]
    public int? TotalTimeoutSec { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    protected override void EndProcessing()
    {
        try
        {
            FineTuneConnection connection = ParameterSetName == LocalSet
                ? LocalConnection.Create(Name, StatePath is null ? null : PathResolver.Literal(this, StatePath))
                : ConnectionFactory.Create(Settings());
            ConnectionRegistry.Current.Add(connection);
            foreach (string notice in connection.Notices)
            {
                WriteWarning(notice);
            }

            WriteObject(connection);
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            ThrowTerminatingError(Errors.From(e, (object?)ServiceAddress.Shown(BaseUri) ?? StatePath));
        }
    }

    private ConnectionSettings Settings() => new()
    {
        Name = Name,
        Provider = Provider,
        BaseUri = BaseUri,
        ApiKey = ApiKey is null
            ? EnvironmentConnection.KeyOf(ServiceProfiles.All.Find(Provider, BaseUri))
            : new ApiCredential(ApiKey),
        AccessToken = AccessToken is null ? null : AccessTokenSource.From(AccessToken),
        Organization = Organization,
        Project = Project,
        ApiVersion = ApiVersion,
        TrainingType = TrainingType,
        Headers = Header is null ? null : Headers(Header),
        Proxy = Proxy,
        Limits = new TransportLimits
        {
            MaxRetry = MaxRetry,
            Attempt = TimeSpan.FromSeconds(TimeoutSec),
            Call = TotalTimeoutSec is int seconds ? TimeSpan.FromSeconds(seconds) : null,
        },
    };

    private static Dictionary<string, string> Headers(IDictionary given)
        => given.Cast<DictionaryEntry>().ToDictionary(
            entry => entry.Key.ToString()!,
            entry => LanguagePrimitives.ConvertTo<string>(entry.Value),
            StringComparer.OrdinalIgnoreCase);
}
