using System.Runtime.CompilerServices;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;

namespace OpenAIFineTune.Api.Files;

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
        => SendAsync(new FileSender(client), path, (purpose, progress), cancellation);

    /// <summary>Uploads a file from the disk, even if it is there already.</summary>
    public Task<FineTuneFile> SendAgainAsync(
        string path, string purpose, IProgress<TransferProgress>? progress, CancellationToken cancellation)
        => SendAsync(new FileSender(client) { AlwaysUpload = true }, path, (purpose, progress), cancellation);

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
        await _transport.DoAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads a file's bytes, up to so many.</summary>
    public Task<T> ReadContentAsync<T>(
        string id, Func<Stream, CancellationToken, Task<T>> read, long longest, CancellationToken cancellation)
        => new FileContent(client, id).ReadAsync(read, longest, cancellation);

    /// <summary>A file's text.</summary>
    public Task<string> ReadTextAsync(string id, CancellationToken cancellation)
        => new FileContent(client, id).ReadTextAsync(cancellation);

    /// <summary>Saves a file; under its own name only when it is whole.</summary>
    public Task SaveAsync(string id, string path, bool overwrite, CancellationToken cancellation)
        => new FileContent(client, id).SaveAsync(path, overwrite, cancellation);

    private Task<FineTuneFile> SendAsync(
        FileSender sender, string path, (string Purpose, IProgress<TransferProgress>? Progress) how,
        CancellationToken cancellation)
        => client.CallLimit.RunAsync(
            $"the upload of '{path}'",
            token => sender.SendAsync(path, how.Purpose, how.Progress, token),
            cancellation);

    private static string PathOf(string id) => $"files/{ApiPath.Segment(id)}";
}
