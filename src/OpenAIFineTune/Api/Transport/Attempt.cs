using System.Net.Http.Headers;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Transport;

/// <summary>One try of a request: it comes back with a good response or with the failure as an exception.</summary>
internal sealed class Attempt(FineTuneConnection connection, TimeProvider time, TransportLog log)
{
    private const long AskFirstBytes = 1024 * 1024;

    private static readonly ProductInfoHeaderValue s_product = new(
        "OpenAIFineTune", typeof(Attempt).Assembly.GetName().Version?.ToString(3));

    private readonly HttpMessageInvoker _invoker = Network.Of(connection);
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

    /// <summary>A new message for a request. Its key is added here and nowhere else.</summary>
    public static HttpRequestMessage MessageOf(FineTuneConnection connection, ApiRequest request, string? secret)
    {
        ServiceProfile service = connection.Profile;
        HttpRequestMessage message = new(request.Method, AddressOf(connection, request))
        {
            Content = request.Content?.Invoke(),
        };
        message.Headers.UserAgent.Add(s_product);
        if (request.UploadBytes > AskFirstBytes)
        {
            // A refusal (a wrong key, too large a file) then comes before the file is sent, and is not lost in a reset.
            message.Headers.ExpectContinue = true;
        }

        Add(message, "OpenAI-Organization", connection.Organization);
        Add(message, "OpenAI-Project", connection.Project);
        foreach ((string name, string value) in service.Headers)
        {
            Add(message, name, value);
        }

        if (secret is not null)
        {
            Add(message, service.KeyHeader, service.KeyPrefix + secret);
        }

        return message;
    }

    /// <summary>The address of a request, in the service's form.</summary>
    public static Uri AddressOf(FineTuneConnection connection, ApiRequest request)
    {
        ServiceProfile service = connection.Profile;
        string path = service.HasDeploymentPaths && request.Deployment is not null
            ? $"deployments/{ApiRequest.Segment(request.Deployment)}/{request.Path}" : request.Path;
        if (service.Query.Length > 0)
        {
            path += (path.Contains('?') ? '&' : '?') + service.Query;
        }

        return new Uri(connection.BaseUri, path);
    }

    private async Task<HttpResponseMessage> SendAsync(
        ApiRequest request, string? secret, CancellationToken cancellation)
    {
        using HttpRequestMessage message = MessageOf(connection, request, secret);
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

    private static void Add(HttpRequestMessage message, string name, string? value)
    {
        if (value is not null && !message.Headers.TryAddWithoutValidation(name, value))
        {
            throw new FineTuneException("HeaderInvalid", $"The header '{name}' can't be sent with a request.");
        }
    }
}
