namespace OpenAIFineTune.Services;

/// <summary>The services that we know by name.</summary>
internal static class ServiceProfiles
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>
    /// OpenAI: a file may have 512 MB (its Files API reference); well below, parts are the safer way.
    /// </summary>
    public static ServiceProfile OpenAI { get; } = new()
    {
        Address = new Uri("https://api.openai.com/v1/"),
        PartsAbove = 128 * Megabyte,
    };

    /// <summary>
    /// Azure OpenAI and Foundry, v1. Single uploads of some 150 MB are taken and fail the job later, so that
    /// Microsoft's guidance is parts from 100 MB on. A job without a training type is refused with a misleading error.
    /// </summary>
    public static ServiceProfile Azure { get; } = new()
    {
        AddressSuffix = "openai/v1/",
        Auth = AuthScheme.ApiKeyHeader,
        JobFields = new Dictionary<string, string> { ["trainingType"] = "standard" },
        PartsAbove = 100 * Megabyte,
    };

    /// <summary>Azure OpenAI with a dated <c>api-version</c>.</summary>
    public static ServiceProfile AzureDated { get; } = Azure with
    {
        AddressSuffix = "openai/",
        HasDeploymentPaths = true,
    };

    /// <summary>Nebius Token Factory: the same paths, files of up to 5 GB in one piece.</summary>
    public static ServiceProfile Nebius { get; } = new()
    {
        Address = new Uri("https://api.tokenfactory.nebius.com/v1/"),
    };

    /// <summary>Any other server; many have no key and no uploads in parts.</summary>
    public static ServiceProfile Compatible { get; } = new() { NeedsKey = false };

    /// <summary>The engine in this process.</summary>
    public static ServiceProfile Local { get; } = new() { Auth = AuthScheme.None, NeedsKey = false };

    /// <summary>The profile of a provider.</summary>
    public static ServiceProfile Of(FineTuneProvider provider, string? apiVersion) => provider switch
    {
        FineTuneProvider.OpenAI => OpenAI,
        FineTuneProvider.Azure when apiVersion is null => Azure,
        FineTuneProvider.Azure => AzureDated with { Query = $"api-version={Uri.EscapeDataString(apiVersion)}" },
        FineTuneProvider.Nebius => Nebius,
        FineTuneProvider.Local => Local,
        _ => Compatible,
    };
}
