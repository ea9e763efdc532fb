using System.Net;
using System.Text.Json;
using OpenAIFineTune.Api.Wire;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Sends requests of one connection and turns refusals into <see cref="ApiException"/>.</summary>
internal sealed class ApiTransport
{
    private static readonly HttpMessageInvoker s_network = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    private readonly FineTuneConnection _connection;
    private readonly HttpMessageInvoker _invoker;

    public ApiTransport(FineTuneConnection connection, TimeProvider time)
    {
        _connection = connection;
        _ = time;
        _invoker = connection.Handler is null
            ? s_network
            : new HttpMessageInvoker(connection.Handler, disposeHandler: false);
    }

    /// <summary>Sends a request and reads its JSON answer.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(request, cancellation).ConfigureAwait(false);
        using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync<T>(body, WireJson.Options, cancellation).ConfigureAwait(false)
            ?? throw new ApiException("ServerFailed", $"The service answered {request.Method} {request.Path} with nothing.");
    }

    /// <summary>Sends a request; the answer's body is still to be read, and the caller disposes it.</summary>
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        using HttpRequestMessage message = new(request.Method, new Uri(_connection.BaseUri, request.Path))
        {
            Content = request.Content?.Invoke(),
        };
        HttpResponseMessage response = await _invoker.SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.StatusCode >= HttpStatusCode.BadRequest)
        {
            using (response)
            {
                throw await ApiErrors.ReadAsync(response, request, cancellation).ConfigureAwait(false);
            }
        }

        return response;
    }
}
