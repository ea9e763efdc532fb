using System.Runtime.CompilerServices;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Api.Wire;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api;

/// <summary>The files that a service keeps.</summary>
internal sealed class FilesClient(FineTuneClient client)
{
    // The most that the service sends at once is 10,000; smaller pages show the first file sooner.
    private const int PageSize = 1000;

    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(2);

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
        Stream body = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return new AnswerStream(body, client.Connection.BaseUri.Host, s_longestSilence);
    }

    /// <summary>Reads a file's bytes, from the start again when the answer is cut off.</summary>
    public async Task<T> ReadContentAsync<T>(string id, Func<Stream, Task<T>> read, CancellationToken cancellation)
    {
        RetryRule rule = new(client.Connection.Limits, Random.Shared.NextDouble);
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using Stream content = await OpenContentAsync(id, cancellation).ConfigureAwait(false);
                return await read(content).ConfigureAwait(false);
            }
            catch (HttpRequestException e) when (
                e.HttpRequestError == HttpRequestError.ResponseEnded && attempt < client.Connection.Limits.MaxRetry)
            {
                client.Log.Verbose($"File '{id}': {e.Message} Reading it again.");
                await Task.Delay(rule.Delay(attempt, e), client.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A file's text.</summary>
    public Task<string> ReadTextAsync(string id, CancellationToken cancellation)
        => ReadContentAsync(
            id,
            async content =>
            {
                using StreamReader reader = new(content);
                return await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <summary>Saves a file; under its own name only when it is whole.</summary>
    public async Task SaveAsync(string id, string path, bool overwrite, CancellationToken cancellation)
    {
        string part = DurableFile.TemporaryFor(path);
        try
        {
            _ = await ReadContentAsync(
                id,
                async content =>
                {
                    File.Delete(part); // A try before this one may have left half of it.
                    using FileStream target = DurableFile.Create(part);
                    await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
                    return target.Length;
                },
                cancellation).ConfigureAwait(false);
            DurableFile.Move(part, path, overwrite);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static string PathOf(string id) => $"files/{ApiPath.Segment(id)}";
}
