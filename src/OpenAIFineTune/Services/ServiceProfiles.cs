namespace OpenAIFineTune.Services;

/// <summary>The services that we know by name.</summary>
internal static class ServiceProfiles
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>OpenAI: a file may have 512 MB (its Files API reference); well below, parts are safer.</summary>
    public static ServiceProfile OpenAI { get; } = new("OpenAI")
    {
        Address = new Uri("https://api.openai.com/v1/"),
        Hosts = ["api.openai.com"],
        KeyVariable = "OPENAI_API_KEY",
        PartsAbove = 128 * Megabyte,
        Models = KnownModels.Trained,
        KnowsMethods = true,
        HasLimits = true,
        KeepsMetadata = true,
        ChatLengthField = "max_completion_tokens",
        HasStreamOptions = true,
    };

    /// <summary>
    /// Azure OpenAI and Foundry, v1, or the older form with a dated <c>api-version</c>. Single uploads of some 150 MB
    /// are taken and fail the job later, so that Microsoft's guidance is parts from 100 MB on. A job without a training
    /// type is refused with a misleading error.
    /// </summary>
    public static ServiceProfile Azure { get; } = WithDated(new ServiceProfile("Azure")
    {
        Hosts = [".openai.azure.com", ".services.ai.azure.com"],
        AddressSuffix = "openai/v1/",
        KeyHeader = "api-key",
        KeyPrefix = "",
        JobFields = new Dictionary<string, string> { ["trainingType"] = "standard" },
        NeedsDeployment = true,
        PartsAbove = 100 * Megabyte,
        Models = KnownModels.Trained,
        KnowsMethods = true,
        HasLimits = true,
        ChatLengthField = "max_completion_tokens",
        HasStreamOptions = true,
    });

    /// <summary>Nebius Token Factory: the same paths, files of up to 5 GB in one piece.</summary>
    public static ServiceProfile Nebius { get; } = new("Nebius")
    {
        Address = new Uri("https://api.tokenfactory.nebius.com/v1/"),
        Hosts = ["api.tokenfactory.nebius.com"],
    };

    /// <summary>Any other server; many have no key and no uploads in parts.</summary>
    public static ServiceProfile Compatible { get; } = new("Compatible") { NeedsKey = false };

    /// <summary>The engine in this process, which has a switch of its own in place of a provider.</summary>
    public static ServiceProfile Local { get; } = new("Local")
    {
        NeedsKey = false,
        DefaultModel = KnownModels.Baseline,
        KnowsMethods = true,
        KeepsMetadata = true,
        SwitchesModelsOff = false,
        HasFreshModels = false,
        ShortestPoll = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>The services for <c>-Provider</c>.</summary>
    public static IReadOnlyList<ServiceProfile> All { get; } = [OpenAI, Azure, Nebius, Compatible];

    /// <summary>The service of a name, or else of an address; without both, OpenAI.</summary>
    /// <param name="services">The services to choose from, such as <see cref="All"/>.</param>
    /// <param name="name">What the caller calls the service; null to leave that to the address.</param>
    /// <param name="address">Where the service is; null for its own address.</param>
    public static ServiceProfile Find(this IEnumerable<ServiceProfile> services, string? name, Uri? address)
        => name is not null
            ? services.First(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            : address is null ? OpenAI
            : services.FirstOrDefault(known => address.IsAbsoluteUri && IsAt(known, address.Host)) ?? Compatible;

    private static bool IsAt(ServiceProfile service, string host)
        => service.Hosts.Any(end => end.StartsWith('.')
            ? host.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            : string.Equals(host, end, StringComparison.OrdinalIgnoreCase));

    private static ServiceProfile WithDated(ServiceProfile azure)
        => azure with { Dated = azure with { AddressSuffix = "openai/", HasDeploymentPaths = true } };
}
