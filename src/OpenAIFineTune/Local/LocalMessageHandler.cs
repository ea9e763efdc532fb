using System.Net;
using System.Net.Http.Headers;
using OpenAIFineTune.Local.Http;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local;

/// <summary>Brings a client's requests to the engine without a network.</summary>
internal sealed class LocalMessageHandler : HttpMessageHandler
{
    private readonly RequestRouter _router;
    private readonly StateFolder _state;

    public LocalMessageHandler(RequestRouter router, StateFolder state)
    {
        _router = router;
        _state = state;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using Stream body = await ReadBodyAsync(request.Content, cancellationToken).ConfigureAwait(false);
        LocalRequest local = new(
            request.Method.Method, request.RequestUri!, request.Content?.Headers.ContentType?.ToString(), body);

        // Off the caller's thread: some answers read files or compute before their first wait.
        LocalAnswer answer = await Task.Run(() => _router.AnswerAsync(local, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        HttpResponseMessage response = new((HttpStatusCode)answer.Status)
        {
            Content = new StreamContent(answer.Body),
            RequestMessage = request,
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        response.Headers.Add("x-request-id", answer.RequestId);
        return response;
    }

    // A form goes through a file, since it may be larger than the memory; the sender writes it only once.
    private async Task<Stream> ReadBodyAsync(HttpContent? content, CancellationToken cancellation)
    {
        if (content is not MultipartContent)
        {
            return content is null ? Stream.Null : await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        }

        FileStream spool = new(
            _state.NewTemporaryFile(),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
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
