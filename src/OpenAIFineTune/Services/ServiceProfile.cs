namespace OpenAIFineTune.Services;

/// <summary>
/// What sets a service apart from the others, as values: whoever speaks to it asks for these, never for its name.
/// </summary>
/// <param name="Name">The name for <c>-Provider</c>.</param>
internal sealed record ServiceProfile(string Name)
{
    /// <summary>The service's own address; null when each customer has one.</summary>
    public Uri? Address { get; init; }

    /// <summary>The hosts by which an address tells the service; after a dot, all that end so.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What follows a customer's address, such as <c>openai/v1/</c>.</summary>
    public string AddressSuffix { get; init; } = "";

    /// <summary>The header that shows the key.</summary>
    public string KeyHeader { get; init; } = "Authorization";

    /// <summary>What stands before the key in its header.</summary>
    public string KeyPrefix { get; init; } = "Bearer ";

    /// <summary>True when there is no use in asking without a key.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>The environment variable whose key is for this service; null for none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The form of the service for an <c>-ApiVersion</c>; null when it has one form only.</summary>
    public ServiceProfile? Dated { get; init; }

    /// <summary>Added to every address, without a question mark; empty for nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>Added to every request. May hold secrets, so only the names are ever shown.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>True when completions go to <c>deployments/NAME/…</c>.</summary>
    public bool HasDeploymentPaths { get; init; }

    /// <summary>True when a model answers only by a deployment, which also keeps it from being deleted.</summary>
    public bool NeedsDeployment { get; init; }

    /// <summary>Larger files go in parts; null when the service has no uploads in parts.</summary>
    public long? PartsAbove { get; init; }

    /// <summary>The bytes of a part: OpenAI's API description 2.3.0 allows up to 64 MB.</summary>
    public long PartBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The base models that are offered at a prompt.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The base model of a job that names none; null when the service needs a name.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>Added to the body of a new job.</summary>
    public IReadOnlyDictionary<string, string> JobFields { get; init; } = new Dictionary<string, string>();

    /// <summary>The service's words for a job's status that are not OpenAI's, and what they mean in OpenAI's.</summary>
    public IReadOnlyDictionary<string, string> Statuses { get; init; } = new Dictionary<string, string>();

    /// <summary>True when settings go into <c>method</c>; the others know the older place only.</summary>
    public bool KnowsMethods { get; init; }

    /// <summary>True when OpenAI's limits of hyperparameters hold; the others may have wider ones.</summary>
    public bool HasLimits { get; init; }

    /// <summary>True when jobs surely keep their metadata; the others may refuse a job that has any.</summary>
    public bool KeepsMetadata { get; init; }

    /// <summary>True when a base model may have a day on which it is switched off.</summary>
    public bool SwitchesModelsOff { get; init; } = true;

    /// <summary>True when a model may take a while to answer after its job has succeeded.</summary>
    public bool HasFreshModels { get; init; } = true;

    /// <summary>The shortest wait between two looks at a job.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The field for an answer's greatest length in a conversation; OpenAI renamed it with o1.</summary>
    public string ChatLengthField { get; init; } = "max_tokens";

    /// <summary>True for <c>stream_options</c>: the others may refuse them, and most send the usage anyway.</summary>
    public bool HasStreamOptions { get; init; }
}
