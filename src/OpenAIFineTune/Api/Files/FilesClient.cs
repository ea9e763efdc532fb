using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Files;

/// <summary>The files that a service keeps.</summary>
internal sealed class FilesClient(FineTuneClient client)
{
    // The most that the service sends at once is 10,000; smaller pages show the first file sooner.
    private const int PageSize = 1000;

    private readonly ApiTransport _transport = client.Transport;

    /// <summary>All files, or those of a purpose; pages are asked for as they are needed.</summary>
    public IAsyncEnumerable<FineTuneFile> ListAsync(string? purpose = null, CancellationToken cancellation = default)
    {
        string path = purpose is null ? "files" : $"files?purpose={Uri.EscapeDataString(purpose)}";
        return Pages.ReadAsync(_transport, path, PageSize, Read, after: null, cancellation);
    }

    /// <summary>One file's description.</summary>
    public async Task<FineTuneFile> GetAsync(string id, CancellationToken cancellation)
        => Read(await _transport.SendAsync<JsonElement>(ApiRequest.About(id, HttpMethod.Get, "files"), cancellation)
            .ConfigureAwait(false));

    /// <summary>Deletes a file.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellation)
        => _transport.DoAsync(ApiRequest.About(id, HttpMethod.Delete, "files"), cancellation);

    /// <summary>The bytes of a file.</summary>
    public FileContent ContentOf(string id) => new(client, id);

    /// <summary>The bytes of a file whose description is known.</summary>
    public FileContent ContentOf(FineTuneFile file) => new(client, file.Id) { Description = file };

    /// <summary>Reads a file as the service describes it; everything but the id may be missing.</summary>
    public FineTuneFile Read(JsonElement file) => new()
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
        Connection = client.Connection.Name,
    };
}
