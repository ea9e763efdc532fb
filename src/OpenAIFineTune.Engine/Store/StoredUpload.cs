using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>An upload in parts.</summary>
internal sealed record StoredUpload(string Id, string FileName, string Purpose, long Bytes, long CreatedAt)
    : StoredRecord
{
    // «An Upload … will expire after an hour» (OpenAI's API description 2.3.0).
    public const long LifeSeconds = 3600;

    public string Status { get; init; } = "pending";

    /// <summary>The finished file; null before.</summary>
    public string? FileId { get; init; }

    /// <summary>How long the finished file is kept; null for ever.</summary>
    public long? ExpireSeconds { get; init; }

    public override bool Fits(string path)
        => Path.GetFileName(Path.GetDirectoryName(path)) == Id
            && FileName is not null && Purpose is not null && Status is not null;

    public string StatusAt(long now) => Status == "pending" && now >= CreatedAt + LifeSeconds ? "expired" : Status;

    public JsonObject Describe(long now, StoredFile? file = null) => new()
    {
        ["id"] = Id,
        ["object"] = "upload",
        ["bytes"] = Bytes,
        ["created_at"] = CreatedAt,
        ["filename"] = FileName,
        ["purpose"] = Purpose,
        ["status"] = StatusAt(now),
        ["expires_at"] = CreatedAt + LifeSeconds,
        ["file"] = file?.Describe(),
    };
}
