namespace OpenAIFineTune.Api.Transport;

/// <summary>Sends requests of a connection, again when that may help; throws <see cref="ApiException"/>.</summary>
internal sealed class ApiTransport(FineTuneConnection connection, TimeProvider time, TransportLog? log = null)
{
    // What an upload may need on top of an attempt's limit: a slow line of 100 kB a second.
    private const double SlowestBytesPerSecond = 100_000;

    private readonly CallLimit _callLimit = new(connection, time);
    private readonly Tries _tries = new(time);
    private readonly Attempt _attempt = new(connection, time, log ?? TransportLog.None);
    private readonly ResponseReader _responses = new(connection, time);
    private readonly RetryRule _rule = new(connection.Limits, Random.Shared.NextDouble);
    private readonly RateGate _gate = new(time);

    /// <summary>Sends a request and reads its JSON answer.</summary>
    public Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellation)
        => ExecuteAsync(
            request,
            async token =>
            {
                using HttpResponseMessage response = await _attempt.SendAsync(request, token).ConfigureAwait(false);
                return await _responses.ReadAsync<T>(response, request, token).ConfigureAwait(false);
            },
            cancellation);

    /// <summary>Sends a request; the answer's body is still to be read, and the caller disposes it.</summary>
    public Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellation)
        => ExecuteAsync(request, token => _attempt.SendAsync(request, token), cancellation);

    /// <summary>Sends a request whose answer tells nothing but that it was done.</summary>
    public Task DoAsync(ApiRequest request, CancellationToken cancellation)
        => ExecuteAsync(
            request,
            async token =>
            {
                using HttpResponseMessage response = await _attempt.SendAsync(request, token).ConfigureAwait(false);
                return await _responses.CheckAsync(response, request, token).ConfigureAwait(false);
            },
            cancellation);

    private Task<T> ExecuteAsync<T>(
        ApiRequest request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
        => _callLimit.RunAsync(
            $"{request.Method} {request.Path}",
            token => _tries.AgainAsync(
                () => TryAsync(request, attempt, token), (tries, e) => PauseAfter(request, tries, e), token),
            cancellation);

    private TimeSpan? PauseAfter(ApiRequest request, int tries, Exception failure)
    {
        TimeSpan? pause = _rule.ShouldRetry(request, failure)
            ? _rule.PauseAfter(tries, failure, _callLimit.Left) : null;
        if (pause is TimeSpan chosen)
        {
            log?.Verbose(
                $"{request.Method} {request.Path} failed: {failure.Message.TrimEnd('.')}; trying again in "
                + $"{chosen.TotalSeconds:0.0} s ({tries} of {connection.Limits.MaxRetry}).");
        }

        return pause;
    }

    private async Task<T> TryAsync<T>(
        ApiRequest request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        // Waiting for one's turn is no part of a try: its time starts when it is sent.
        await _gate.EnterAsync(cancellation).ConfigureAwait(false);
        bool isWelcome = false;
        try
        {
            TimeSpan limit = connection.Limits.Attempt
                + TimeSpan.FromSeconds(request.UploadBytes / SlowestBytesPerSecond);
            string late = _callLimit.Message($"{request.Method} {request.Path}", limit);
            T result = await _callLimit.TryAsync(limit, late, attempt, cancellation).ConfigureAwait(false);
            isWelcome = true;
            return result;
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
}
