namespace OpenAIFineTune.Services;

/// <summary>
/// What sets a service apart from the others, as far as values can say it; bodies ask for the provider, too.
/// </summary>
internal sealed record ServiceProfile
{
    /// <summary>The service's own address; null when each customer has one.</summary>
    public Uri? Address { get; init; }

    /// <summary>What follows a customer's address, such as <c>openai/v1/</c>.</summary>
    public string AddressSuffix { get; init; } = "";

    /// <summary>How the key is shown.</summary>
    public AuthScheme Auth { get; init; } = AuthScheme.Bearer;

    /// <summary>True when there is no use in asking without a key.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Added to every address, without a question mark; empty for nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>Added to every request. May hold secrets, so only the names are ever shown.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the body of a new job.</summary>
    public IReadOnlyDictionary<string, string> JobFields { get; init; } = new Dictionary<string, string>();

    /// <summary>The service's words for a job's status that are not OpenAI's, and what they mean in OpenAI's.</summary>
    public IReadOnlyDictionary<string, string> Statuses { get; init; } = new Dictionary<string, string>();

    /// <summary>True when completions go to <c>deployments/NAME/…</c>.</summary>
    public bool HasDeploymentPaths { get; init; }

    /// <summary>Larger files go in parts; null when the service has no uploads in parts.</summary>
    public long? PartsAbove { get; init; }

    /// <summary>The bytes of a part: OpenAI's API description 2.3.0 allows up to 64 MB.</summary>
    public long PartBytes { get; init; } = 64 * 1024 * 1024;
}
