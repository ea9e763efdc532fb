using OpenAIFineTune.Services;

namespace OpenAIFineTune;

/// <summary>Where requests go. Its key is kept inside and is never shown.</summary>
public sealed class FineTuneConnection
{
    /// <summary>The name by which <c>-Connection</c> finds it.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of service.</summary>
    public string Provider => Profile.Name;

    /// <summary>The address that paths are appended to; ends in a slash.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The organization that requests are made for; null for the key's own.</summary>
    public string? Organization { get; init; }

    /// <summary>The project that requests are made for; null for the key's own.</summary>
    public string? Project { get; init; }

    /// <summary>The folder of the local engine; null for a service.</summary>
    public string? StatePath { get; init; }

    /// <summary>What answers the requests; null for the shared network handler.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>The models that are known without a request, the newest first.</summary>
    internal Func<IReadOnlyList<string>> KnownModels { get; init; } = () => [];

    /// <summary>What sets the service apart from the others.</summary>
    internal ServiceProfile Profile { get; init; } = ServiceProfiles.Compatible;

    /// <summary>The key or token; null for none.</summary>
    internal ApiCredential? Credential { get; init; }

    /// <summary>What the one who connects should know.</summary>
    internal IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>How long calls may take and how often they are tried.</summary>
    internal TransportLimits Limits { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
