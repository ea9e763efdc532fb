namespace OpenAIFineTune.Api.Transport;

/// <summary>What a failure means for what may be done next.</summary>
internal static class Failure
{
    /// <summary>True for an outage or an overload, after which the same request may well succeed.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        FineTuneException known =>
            known.ErrorId is "RateLimited" or "ServerFailed" or "ConnectionFailed" or "RequestTimedOut",
        HttpRequestException or TimeoutException or IOException or JsonException => true,
        _ => false,
    };

    /// <summary>True when every further request of a run would meet it as well.</summary>
    public static bool EndsTheRun(Exception failure) => failure is FineTuneException
    {
        ErrorId: "NotConnected" or "ApiKeyMissing" or "AuthenticationFailed" or "QuotaExceeded" or "InvalidSetting"
            or "OutputFailed",
    };

    /// <summary>True when the request may have been carried out all the same; false when it surely was not.</summary>
    public static bool LeavesOpen(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError } => false,
        HttpRequestException or TimeoutException or IOException => true,
        ApiException api => api.Status is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict
            || (int)api.Status >= 500 || (int)api.Status < 300,
        _ => false,
    };

    /// <summary>True when a limit was over, ours or a gateway's, behind which the service may go on.</summary>
    public static bool IsTimeout(Exception failure) => failure is TimeoutException
        or ApiException { Status: HttpStatusCode.GatewayTimeout or (HttpStatusCode)524 };

    /// <summary>
    /// True when a refusal is about a model, by the protocol's code or in words, and not about an address that the
    /// service does not have: both are a 404.
    /// </summary>
    public static bool IsMissingModel(ApiException refusal)
        => refusal.ErrorId == "NotFound"
            && (refusal.Code == "model_not_found"
                || (refusal.Message.Contains("model", StringComparison.OrdinalIgnoreCase)
                    && !refusal.Message.Contains("models/", StringComparison.OrdinalIgnoreCase)));
}
