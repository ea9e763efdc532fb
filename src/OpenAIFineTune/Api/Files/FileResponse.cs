using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Files;

/// <summary>A file as the service describes it; everything but the id may be missing.</summary>
internal sealed class FileResponse
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string? Filename { get; init; }

    public long? Bytes { get; init; }

    public string? Purpose { get; init; }

    public string? Status { get; init; }

    /// <summary>Text at OpenAI, an object or null elsewhere.</summary>
    public JsonElement? StatusDetails { get; init; }

    public double? CreatedAt { get; init; }

    public double? ExpiresAt { get; init; }

    public FineTuneFile ToFile(string connection) => new()
    {
        Id = Id,
        FileName = Filename ?? "",
        Bytes = Bytes ?? 0,
        Purpose = Purpose ?? "",
        Status = Status,
        StatusDetails = Details(),
        CreatedAt = WireTime.From(CreatedAt) ?? DateTimeOffset.UnixEpoch,
        ExpiresAt = WireTime.From(ExpiresAt),
        Connection = connection,
    };

    private string? Details() => StatusDetails switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } details ? details : null,
        JsonElement other => other.GetRawText(),
    };
}
