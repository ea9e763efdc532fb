namespace OpenAIFineTune.Api.Uploads;

/// <summary>An upload in parts that is under way. No service tells which parts it has: this does.</summary>
internal sealed record PendingUpload
{
    /// <summary>The service's id of the upload.</summary>
    public required string Id { get; init; }

    /// <summary>When the service forgets it, with all its parts.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The bytes of each part but the last.</summary>
    public long PartBytes { get; init; }

    /// <summary>The service's id of each part that it has, by the part's number.</summary>
    public IReadOnlyDictionary<int, string> Parts { get; init; } = new Dictionary<int, string>();
}
