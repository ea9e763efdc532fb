using OpenAIFineTune.Api.Files;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>An upload in parts, or one of its parts, as the service describes it.</summary>
internal sealed class UploadResponse
{
    public string Id { get; init => field = value ?? ""; } = "";

    public double? ExpiresAt { get; init; }

    /// <summary>The finished file; null before.</summary>
    public FileResponse? File { get; init; }
}
