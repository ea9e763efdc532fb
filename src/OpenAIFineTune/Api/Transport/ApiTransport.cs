using System.Text.Json;
using OpenAIFineTune.Api.Wire;
using Polly;
using Polly.Timeout;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Sends requests of a connection, again when that may help; throws <see cref="ApiException"/>.</summary>
internal sealed class ApiTransport
{
    private readonly ResiliencePipeline _pipeline;
    private readonly Attempt _attempt;
    private readonly RetryRule _rule;
    private readonly RateGate _gate;
    private readonly string _host;

    public ApiTransport(FineTuneConnection connection, TimeProvider time, ITransportLog? log = null)
    {
        ITransportLog told = log ?? NoLog.Instance;
        _host = connection.BaseUri.Host;
        _attempt = new Attempt(connection, time, told);
        _gate = new RateGate(time);
        _rule = new RetryRule(connection.Limits, Random.Shared.NextDouble);
        _pipeline = RetryPipeline.Build(connection.Limits, _rule, time, told);
    }

    /// <summary>Sends a request and reads its JSON answer.</summary>
    public Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellation)
        => ExecuteAsync(
            request,
            async token =>
            {
                using HttpResponseMessage response = await TryAsync(request, token).ConfigureAwait(false);
                return await ReadAsync<T>(response, request, token).ConfigureAwait(false);
            },
            cancellation);

    /// <summary>Sends a request; the answer's body is still to be read, and the caller disposes it.</summary>
    public Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellation)
        => ExecuteAsync(request, token => TryAsync(request, token), cancellation);

    private async Task<T> ExecuteAsync<T>(
        ApiRequest request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        context.Properties.Set(RetryPipeline.Request, request);
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    async state => await attempt(state.CancellationToken).ConfigureAwait(false), context)
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw new TimeoutException(
                $"{_host} did not finish {request.Method} {request.Path} within {e.Timeout.TotalSeconds:0.#} s.", e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(ApiRequest request, CancellationToken cancellation)
    {
        await _gate.EnterAsync(cancellation).ConfigureAwait(false);
        bool isWelcome = false;
        try
        {
            HttpResponseMessage response = await _attempt.SendAsync(request, cancellation).ConfigureAwait(false);
            isWelcome = true;
            return response;
        }
        catch (ApiException e) when (e.ErrorId == "RateLimited" && _rule.ShouldRetry(request, e))
        {
            _gate.SlowDown(RetryRule.Pause(e));
            throw;
        }
        finally
        {
            _gate.Leave(isWelcome);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            T? answer = await JsonSerializer
                .DeserializeAsync<T>(body, WireJson.Options, cancellation)
                .ConfigureAwait(false);
            return answer ?? throw NotJson(response, request, inner: null);
        }
        catch (JsonException e)
        {
            throw NotJson(response, request, e);
        }
        catch (IOException e)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded,
                $"The answer of {_host} to {request.Method} {request.Path} was cut off.",
                e);
        }
    }

    private ApiException NotJson(HttpResponseMessage response, ApiRequest request, Exception? inner)
    {
        string type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        return new ApiException(
            "ServerFailed",
            $"{_host} answered {request.Method} {request.Path} with what is not the protocol's JSON ({type}).",
            inner)
        {
            Status = response.StatusCode,
            Target = request.Target,
            Advice = "See whether -BaseUri is the address of the API; it often ends in /v1.",
        };
    }
}
