using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Api.Files;

/// <summary>The bytes of a file at the service.</summary>
internal sealed class FileContent(FineTuneClient client, string id)
{
    // For a service that does not say how large a file is: larger than any that it would take.
    private const long LongestUndescribed = 8L * 1024 * 1024 * 1024;

    // OpenAI describes a result file by its bytes and sends it in base64, which has a third more.
    private const int Slack = 1024 * 1024;

    /// <summary>What the service said of the file; null to ask when it is needed.</summary>
    public FineTuneFile? Description { get; init; }

    /// <summary>Reads the bytes, from the start again when the answer is cut off.</summary>
    /// <param name="read">Reads what comes.</param>
    /// <param name="longest">The most bytes that are taken; a service may send without an end.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public Task<T> ReadAsync<T>(
        Func<Stream, CancellationToken, Task<T>> read, long longest, CancellationToken cancellation)
        => client.CallLimit.RunAsync(
            $"the content of file '{id}'", token => RetryAsync(read, longest, token), cancellation);

    /// <summary>The bytes, in memory.</summary>
    public Task<byte[]> ReadBytesAsync(CancellationToken cancellation)
        => ReadAsync(
            async (content, token) =>
            {
                using MemoryStream whole = new();
                await content.CopyToAsync(whole, token).ConfigureAwait(false);
                return whole.ToArray();
            },
            ResponseStream.MemoryLimit,
            cancellation);

    /// <summary>The text, whose encoding its byte order mark tells.</summary>
    public Task<string> ReadTextAsync(CancellationToken cancellation)
        => ReadAsync(
            async (content, token) =>
            {
                using StreamReader reader = new(content);
                return await reader.ReadToEndAsync(token).ConfigureAwait(false);
            },
            ResponseStream.MemoryLimit,
            cancellation);

    /// <summary>Saves the bytes; under their own name only when all are there.</summary>
    public async Task SaveAsync(string path, bool overwrite, CancellationToken cancellation)
    {
        FineTuneFile file = Description ?? await client.Files.GetAsync(id, cancellation).ConfigureAwait(false);
        long longest = file.Bytes > 0 ? (2 * file.Bytes) + Slack : LongestUndescribed;
        string part = DurableFile.TemporaryFor(path);
        DurableFile.RemoveLeftovers(Path.GetDirectoryName(part)!, client.Time);
        try
        {
            long saved = await ReadAsync((content, token) => CopyAsync(content, part, token), longest, cancellation)
                .ConfigureAwait(false);
            if (saved != file.Bytes)
            {
                client.Log.Verbose($"'{id}' is described as {file.Bytes:N0} bytes; the service sent {saved:N0}.");
            }

            DurableFile.Move(part, path, overwrite);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<long> CopyAsync(Stream content, string path, CancellationToken cancellation)
    {
        File.Delete(path); // A try before this one may have left half of it.
        using FileStream target = DurableFile.Create(path);
        await content.CopyToAsync(target, cancellation).ConfigureAwait(false);
        return target.Length;
    }

    private Task<T> RetryAsync<T>(
        Func<Stream, CancellationToken, Task<T>> read, long longest, CancellationToken cancellation)
    {
        RetryRule rule = new(client.Connection.Limits, Random.Shared.NextDouble);
        return new Tries(client.Time).AgainAsync(
            async () =>
            {
                using Stream content = await OpenAsync(longest, cancellation).ConfigureAwait(false);
                return await read(content, cancellation).ConfigureAwait(false);
            },
            (tries, e) => e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
                ? rule.PauseAfter(tries, e, client.CallLimit.Left) : null,
            cancellation);
    }

    private async Task<Stream> OpenAsync(long longest, CancellationToken cancellation)
    {
        ApiRequest request = ApiRequest.About(id, HttpMethod.Get, "files", "/content");
        HttpResponseMessage response = await client.Transport.SendAsync(request, cancellation).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return new ResponseStream(body, client.Connection, client.Time) { Longest = longest };
    }
}
