using System.Net;
using Polly.Timeout;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Tells the failures after which nobody knows whether the service did what it was asked.</summary>
internal static class LostAnswer
{
    /// <summary>True when the request may have been carried out all the same; false when it surely was not.</summary>
    public static bool IsPossible(Exception failure) => failure switch
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
    public static bool IsTimeout(Exception failure) => failure is TimeoutException or TimeoutRejectedException
        or ApiException { Status: HttpStatusCode.GatewayTimeout or (HttpStatusCode)524 };
}
