using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>Makes connections to services.</summary>
internal static class ConnectionFactory
{
    /// <summary>A connection as asked for; nothing is sent yet.</summary>
    public static FineTuneConnection Create(ConnectionSettings settings)
        => Create(settings, ServiceProfiles.All.Find(settings.Provider, settings.BaseUri));

    /// <summary>A connection to a service.</summary>
    public static FineTuneConnection Create(ConnectionSettings settings, ServiceProfile service)
    {
        ServiceProfile profile = Adapt(service, settings);
        if (profile.NeedsKey && settings.ApiKey is null && settings.AccessToken is null)
        {
            string variable = profile.KeyVariable is string name ? $", or set the environment variable {name}" : "";
            throw new FineTuneException("ApiKeyMissing", $"A connection to {profile.Name} needs a key.")
            {
                Advice = $"Give -ApiKey (a SecureString, a PSCredential or text) or -AccessToken{variable}.",
            };
        }

        Uri address = ServiceAddress.Of(profile, settings.BaseUri);
        if (settings.Proxy is not null)
        {
            ServiceAddress.CheckProxy(settings.Proxy, address);
        }

        return new FineTuneConnection
        {
            Name = settings.Name ?? profile.Name,
            BaseUri = address,
            Organization = settings.Organization,
            Project = settings.Project,
            Profile = profile,
            Credential = settings.AccessToken ?? settings.ApiKey,
            Limits = settings.Limits,
            Handler = settings.Proxy is null ? null : Network.Handler(new WebProxy(settings.Proxy)),
        };
    }

    private static ServiceProfile Adapt(ServiceProfile profile, ConnectionSettings settings)
    {
        if (settings.ApiVersion is not null && profile.Dated is not null)
        {
            profile = profile.Dated with { Query = $"api-version={Uri.EscapeDataString(settings.ApiVersion)}" };
        }

        if (settings.TrainingType is not null)
        {
            Dictionary<string, string> fields = new(profile.JobFields) { ["trainingType"] = settings.TrainingType };
            profile = profile with { JobFields = fields };
        }

        if (settings.AccessToken is not null)
        {
            profile = profile with
            {
                KeyHeader = ServiceProfiles.Compatible.KeyHeader,
                KeyPrefix = ServiceProfiles.Compatible.KeyPrefix,
            };
        }

        return settings.Headers is null ? profile : profile with { Headers = settings.Headers };
    }
}
