using System.Net.Http.Headers;
using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Uploads;

/// <summary>The service's calls for uploads in parts.</summary>
internal sealed class UploadsClient(ApiTransport transport)
{
    public Task<UploadResponse> CreateAsync(FilePart file, string purpose, CancellationToken cancellation)
        => transport.SendAsync<UploadResponse>(
            new ApiRequest(HttpMethod.Post, "uploads")
            {
                Content = Json(new
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
    public Task<UploadResponse> SendPartAsync(
        string uploadId, FilePart part, Action<long>? sent, CancellationToken cancellation)
        => transport.SendAsync<UploadResponse>(
            new ApiRequest(HttpMethod.Post, $"uploads/{ApiPath.Segment(uploadId)}/parts")
            {
                Content = () => new MultipartFileContent(new Dictionary<string, string>(), part, sent),
                UploadBytes = part.Length,
                Target = part.Path,
            },
            cancellation);

    /// <summary>Makes the file from its parts; the service refuses them when their MD5 is another.</summary>
    public Task<UploadResponse> CompleteAsync(
        string uploadId, IReadOnlyList<string> partIds, string md5, string path, CancellationToken cancellation)
        => transport.SendAsync<UploadResponse>(
            new ApiRequest(HttpMethod.Post, $"uploads/{ApiPath.Segment(uploadId)}/complete")
            {
                Content = Json(new { PartIds = partIds, Md5 = md5 }),
                IsRepeatable = false,
                Target = path,
            },
            cancellation);

    private static Func<HttpContent> Json(object body)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options);
        return () => new ByteArrayContent(bytes)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
    }
}
