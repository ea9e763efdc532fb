namespace OpenAIFineTune;

/// <summary>A file that a service keeps.</summary>
public sealed class FineTuneFile
{
    /// <summary>The service's id, such as <c>file-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name that it was uploaded under.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>What it is for, such as <c>fine-tune</c> or <c>fine-tune-results</c>.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>The service's word for its state; null when it does not say.</summary>
    public string? Status { get; init; }

    /// <summary>What the service found wrong with it; null when nothing.</summary>
    public string? StatusDetails { get; init; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the service will delete it; null when it keeps it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The name of the connection that it was read from.</summary>
    public string? Connection { get; init; }

    /// <summary>True when it was not uploaded now, since the service had it.</summary>
    internal bool IsReused { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
