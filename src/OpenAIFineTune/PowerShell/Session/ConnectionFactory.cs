using System.Net;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>Makes connections to services.</summary>
internal static class ConnectionFactory
{
    /// <summary>A connection as asked for; nothing is sent yet.</summary>
    public static FineTuneConnection Create(ConnectionSettings settings)
    {
        FineTuneProvider provider = settings.Provider ?? ServiceAddress.ProviderOf(settings.BaseUri);
        ServiceProfile profile = Adapt(ServiceProfiles.Of(provider, settings.ApiVersion), settings);
        if (profile.NeedsKey && settings.ApiKey is null && settings.AccessToken is null)
        {
            throw new FineTuneException("ApiKeyMissing", $"A connection to {provider} needs a key.")
            {
                // The environment's key is for OpenAI alone.
                Advice = "Give -ApiKey (a SecureString, a PSCredential or text) or -AccessToken"
                    + (provider == FineTuneProvider.OpenAI
                        ? $", or set the environment variable {EnvironmentConnection.KeyVariable}."
                        : "."),
            };
        }

        Uri address = ServiceAddress.Of(profile, settings.BaseUri, provider);
        if (settings.Proxy is not null)
        {
            ServiceAddress.CheckProxy(settings.Proxy, address);
        }

        return new FineTuneConnection
        {
            Name = settings.Name ?? provider.ToString(),
            Provider = provider,
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
        if (settings.TrainingType is not null)
        {
            Dictionary<string, string> fields = new(profile.JobFields) { ["trainingType"] = settings.TrainingType };
            profile = profile with { JobFields = fields };
        }

        return profile with
        {
            Auth = settings.AccessToken is null ? profile.Auth : AuthScheme.Bearer,
            Headers = settings.Headers ?? profile.Headers,
        };
    }
}
