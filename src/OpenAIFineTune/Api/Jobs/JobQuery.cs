namespace OpenAIFineTune.Api.Jobs;

/// <summary>Which jobs a list is about.</summary>
internal sealed record JobQuery
{
    /// <summary>Metadata that a job must have; null for any.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The id of the job behind which the list starts; null for the newest.</summary>
    public string? After { get; init; }

    /// <summary>Jobs asked for at once.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>The path of the list with its filter, in the protocol's form <c>metadata[key]=value</c>.</summary>
    public string Path
        => Metadata is not { Count: > 0 } wanted
            ? JobsClient.Root
            : JobsClient.Root + "?" + string.Join('&', wanted.Select(pair =>
                $"metadata[{Uri.EscapeDataString(pair.Key)}]={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>True for a job that has the metadata: services that do not know the filter send every job.</summary>
    public bool Matches(FineTuneJob job)
        => Metadata is null || Metadata.All(wanted =>
            job.Metadata.TryGetValue(wanted.Key, out string? value) && value == wanted.Value);
}
