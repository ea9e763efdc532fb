namespace OpenAIFineTune.Api.Uploads;

/// <summary>What is known about some bytes at some service.</summary>
internal sealed record LedgerEntry
{
    /// <summary>The service, organization and project.</summary>
    public required string Place { get; init; }

    /// <summary>What the file is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>How many bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The hash of the bytes, in hexadecimal digits; empty while it is not known.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The id of the file that has these bytes; null when there is none yet.</summary>
    public string? FileId { get; init; }

    /// <summary>The upload in parts that is under way; null without one.</summary>
    public PendingUpload? Pending { get; init; }

    /// <summary>True when both are about the same bytes at the same place.</summary>
    public bool IsAbout(LedgerEntry other)
        => (Place, Purpose, Bytes, Hash) == (other.Place, other.Purpose, other.Bytes, other.Hash);
}
