using System.Net;
using System.Net.Http.Headers;

namespace OpenAIFineTune.Protocol;

/// <summary>
/// Brings a client's requests to routes of this process, without a network. Large bodies go through a file.
/// </summary>
internal sealed class RouteMessageHandler(RequestRouter router, Func<FileStream> newSpool) : HttpMessageHandler
{
    private const int MaxBytesInMemory = 64 * 1024;

    /// <summary>The address that its requests are written for; nothing listens there.</summary>
    public static Uri BaseUri { get; } = new("http://local.invalid/v1/");

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using Stream body = await ReadBodyAsync(request.Content, cancellationToken).ConfigureAwait(false);
        ProtocolRequest local = new(
            request.Method.Method, request.RequestUri!, request.Content?.Headers.ContentType?.ToString(), body);

        // Off the caller's thread: some responses read files or compute before their first wait.
        ProtocolResponse response = await Task
            .Run(() => router.RespondAsync(local, cancellationToken), cancellationToken).ConfigureAwait(false);
        HttpResponseMessage message = new((HttpStatusCode)response.Status)
        {
            Content = new StreamContent(response.Body),
            RequestMessage = request,
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        message.Headers.Add("x-request-id", response.RequestId);
        if (response.Status >= 500)
        {
            // What fails in the process itself fails again: the client need not try.
            message.Headers.Add("x-should-retry", "false");
        }

        return message;
    }

    // A body that is large, or does not say how large it is, goes through a file: it may not fit the memory.
    private async Task<Stream> ReadBodyAsync(HttpContent? content, CancellationToken cancellation)
    {
        if (content is null)
        {
            return Stream.Null;
        }

        if (content.Headers.ContentLength <= MaxBytesInMemory)
        {
            return await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        }

        FileStream spool = newSpool();
        try
        {
            await content.CopyToAsync(spool, cancellation).ConfigureAwait(false);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
