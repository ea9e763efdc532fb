using System.Net;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Transport;

/// <summary>One try of a request: it comes back with a good answer or with the failure as an exception.</summary>
internal sealed class Attempt(FineTuneConnection connection, TimeProvider time, TransportLog log)
{
    private readonly HttpMessageInvoker _invoker = Network.Of(connection);
    private readonly RequestBuilder _builder = new(connection);
    private readonly ApiErrors _errors = new(connection, time);
    private readonly SecretMask _mask = new(connection);

    /// <summary>Sends a request once; a token that is refused is replaced once, if it can be.</summary>
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        ApiCredential? credential = connection.Credential;
        string? secret = credential is null ? null : await credential.RevealAsync(cancellation).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, secret, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && credential is { CanRefresh: true })
        {
            response.Dispose();
            log.Verbose("The access token was refused; asking for a fresh one.");
            _ = await credential.RefreshAsync(secret, cancellation).ConfigureAwait(false);
            secret = await credential.RevealAsync(cancellation).ConfigureAwait(false);
            response = await SendAsync(request, secret, cancellation).ConfigureAwait(false);
        }

        if ((int)response.StatusCode < 300)
        {
            return response;
        }

        using (response)
        {
            throw await _errors.ReadAsync(response, request, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        ApiRequest request, string? secret, CancellationToken cancellation)
    {
        using HttpRequestMessage message = _builder.Build(request, secret);
        log.Debug($"> {message.Method} {message.RequestUri}{SizeOf(message)}");
        long start = time.GetTimestamp();
        try
        {
            HttpResponseMessage response = await _invoker.SendAsync(message, cancellation).ConfigureAwait(false);
            log.Debug(_mask.Of(
                $"< {(int)response.StatusCode} {response.ReasonPhrase} after {Elapsed(start)}, "
                + $"request id {ApiErrors.RequestIdOf(response) ?? "none"}"));
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            HttpRequestError error = (e as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
            string reason = TerminalText.Of(e.GetBaseException().Message);
            log.Debug($"< no answer after {Elapsed(start)}: {reason}");
            throw new HttpRequestException(error, $"No answer from {connection.BaseUri.Authority}: {reason}", e);
        }
    }

    private string Elapsed(long start) => $"{time.GetElapsedTime(start).TotalMilliseconds:0} ms";

    private static string SizeOf(HttpRequestMessage message)
        => message.Content?.Headers.ContentLength is long size ? $" ({size:N0} bytes)" : "";
}
