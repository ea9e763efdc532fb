using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Files;

/// <summary>Reads a file as a service describes it; everything but the id may be missing.</summary>
internal static class FileReader
{
    /// <summary>The file in a response.</summary>
    public static FineTuneFile Read(JsonElement file, FineTuneConnection connection) => new()
    {
        Id = file.Text("id") ?? "",
        FileName = file.Text("filename") ?? "",
        Bytes = file.Integer("bytes") ?? 0,
        Purpose = file.Text("purpose") ?? "",
        Status = file.Text("status"),
        // Text at OpenAI, an object or null elsewhere.
        StatusDetails = file.Text("status_details") is { Length: > 0 } details ? details : null,
        CreatedAt = file.Time("created_at") ?? DateTimeOffset.UnixEpoch,
        ExpiresAt = file.Time("expires_at"),
        Connection = connection.Name,
    };
}
