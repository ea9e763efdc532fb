namespace OpenAIFineTune.Services;

/// <summary>What a connection to a service is made from.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The service's name; null to tell it by its address.</summary>
    public string? Provider { get; init; }

    public string? Name { get; init; }

    public Uri? BaseUri { get; init; }

    public ApiCredential? ApiKey { get; init; }

    public ApiCredential? AccessToken { get; init; }

    public string? Organization { get; init; }

    public string? Project { get; init; }

    public string? ApiVersion { get; init; }

    public string? TrainingType { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public Uri? Proxy { get; init; }

    public TransportLimits Limits { get; init; } = new();
}
