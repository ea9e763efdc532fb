using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>The service's calls for uploads in parts.</summary>
internal sealed class UploadsClient(ApiTransport transport)
{
    public Task<JsonElement> CreateAsync(FilePart file, string purpose, CancellationToken cancellation)
        => transport.SendAsync<JsonElement>(
            new ApiRequest(HttpMethod.Post, "uploads")
            {
                Content = ApiRequest.Json(new
                {
                    Filename = file.FileName,
                    Purpose = purpose,
                    Bytes = file.Length,
                    MimeType = "application/jsonl",
                }),
                Target = file.Path,
            },
            cancellation);

    /// <summary>Sends a part; sent twice, it is a part that nobody uses.</summary>
    public Task<JsonElement> SendPartAsync(
        string uploadId, FilePart part, Action<long>? sent, CancellationToken cancellation)
        => transport.SendAsync<JsonElement>(
            new ApiRequest(HttpMethod.Post, $"uploads/{ApiRequest.Segment(uploadId)}/parts")
            {
                Content = () => new MultipartFileContent(new Dictionary<string, string>(), part, sent),
                UploadBytes = part.Length,
                Target = part.Path,
            },
            cancellation);

    /// <summary>Makes the file from its parts; the service refuses them when their MD5 is another.</summary>
    public Task<JsonElement> CompleteAsync(
        string uploadId, IReadOnlyList<string> partIds, string md5, string path, CancellationToken cancellation)
        => transport.SendAsync<JsonElement>(
            new ApiRequest(HttpMethod.Post, $"uploads/{ApiRequest.Segment(uploadId)}/complete")
            {
                Content = ApiRequest.Json(new { PartIds = partIds, Md5 = md5 }),
                IsRepeatable = false,
                Target = path,
            },
            cancellation);
}
