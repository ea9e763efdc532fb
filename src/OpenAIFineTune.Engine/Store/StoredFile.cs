using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>What is known of an uploaded file or of a result file.</summary>
internal sealed record StoredFile(string Id, string FileName, string Purpose, long Bytes, long CreatedAt) : StoredRecord
{
    /// <summary>When the file is to be deleted; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Orders files of the same second.</summary>
    public long Sequence { get; init; }

    /// <summary>The hash of the bytes, by which a changed one is found.</summary>
    public string? Sha256 { get; init; }

    public override bool Fits(string path)
        => Path.GetFileNameWithoutExtension(path) == Id && FileName is not null && Purpose is not null;

    public JsonObject Describe()
    {
        JsonObject description = new()
        {
            ["id"] = Id,
            ["object"] = "file",
            ["bytes"] = Bytes,
            ["created_at"] = CreatedAt,
            ["filename"] = FileName,
            ["purpose"] = Purpose,
            ["status"] = "processed",
        };
        if (ExpiresAt is long expires)
        {
            description["expires_at"] = expires;
        }

        return description;
    }
}
