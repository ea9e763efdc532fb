using System.Runtime.CompilerServices;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Api.Wire;

namespace OpenAIFineTune.Api;

/// <summary>The files that a service keeps.</summary>
internal sealed class FilesClient(FineTuneClient client)
{
    // The most that the service sends at once is 10,000; smaller pages show the first file sooner.
    private const int PageSize = 1000;

    private readonly ApiTransport _transport = client.Transport;
    private readonly string _connection = client.Connection.Name;

    /// <summary>Brings a file from the disk to the service, if it is not there already.</summary>
    public Task<FineTuneFile> SendAsync(
        string path, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
        => new FileSender(client).SendAsync(path, purpose, progress, cancellation);

    /// <summary>Uploads a file from the disk, even if it is there already.</summary>
    public Task<FineTuneFile> SendAgainAsync(
        string path, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
        => new FileSender(client) { AlwaysUpload = true }.SendAsync(path, purpose, progress, cancellation);

    /// <summary>All files, or those of a purpose; pages are asked for as they are needed.</summary>
    public async IAsyncEnumerable<FineTuneFile> ListAsync(
        string? purpose = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string path = purpose is null ? "files" : $"files?purpose={Uri.EscapeDataString(purpose)}";
        IAsyncEnumerable<FileResponse> files = Pages.ReadAsync<FileResponse>(
            _transport, path, PageSize, file => file.Id, after: null, cancellation);
        await foreach (FileResponse file in files.ConfigureAwait(false))
        {
            yield return file.ToFile(_connection);
        }
    }

    /// <summary>One file's description.</summary>
    public async Task<FineTuneFile> GetAsync(string id, CancellationToken cancellation)
    {
        ApiRequest request = new(HttpMethod.Get, PathOf(id)) { Target = id };
        FileResponse answer = await _transport.SendAsync<FileResponse>(request, cancellation).ConfigureAwait(false);
        return answer.ToFile(_connection);
    }

    /// <summary>Deletes a file.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        ApiRequest request = new(HttpMethod.Delete, PathOf(id)) { Target = id };
        using HttpResponseMessage answer = await _transport.SendAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>A file's bytes; disposing the stream ends the answer.</summary>
    public async Task<Stream> OpenContentAsync(string id, CancellationToken cancellation)
    {
        ApiRequest request = new(HttpMethod.Get, PathOf(id) + "/content") { Target = id };
        HttpResponseMessage answer = await _transport.SendAsync(request, cancellation).ConfigureAwait(false);
        return await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A file's text.</summary>
    public async Task<string> ReadTextAsync(string id, CancellationToken cancellation)
    {
        using Stream content = await OpenContentAsync(id, cancellation).ConfigureAwait(false);
        using StreamReader reader = new(content);
        return await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Saves a file; under its own name only when it is whole.</summary>
    public async Task SaveAsync(string id, string path, CancellationToken cancellation)
    {
        string part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (Stream content = await OpenContentAsync(id, cancellation).ConfigureAwait(false))
            using (FileStream target = new(part, FileMode.CreateNew, FileAccess.Write))
            {
                await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static string PathOf(string id) => $"files/{ApiPath.Segment(id)}";
}
