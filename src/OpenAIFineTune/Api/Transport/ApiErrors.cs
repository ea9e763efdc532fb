using System.Net;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Makes an exception of a service's refusal.</summary>
internal sealed class ApiErrors(FineTuneConnection connection, TimeProvider time)
{
    private const int LongestMessage = 2000;

    /// <summary>The service's id of a request; null when it sent none.</summary>
    public static string? RequestIdOf(HttpResponseMessage response)
        => response.Headers.TryGetValues("x-request-id", out IEnumerable<string>? ids)
            || response.Headers.TryGetValues("apim-request-id", out ids)
                ? ids.First()
                : null;

    public async Task<ApiException> ReadAsync(
        HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        ErrorBody body = ErrorBody.Parse(await ReadTextAsync(response, cancellation).ConfigureAwait(false));
        string id = IdOf(response.StatusCode, body);
        RetryHint hint = RetryHint.Read(response.Headers, time.GetUtcNow());
        return new ApiException(id, MessageOf(response, body))
        {
            Status = response.StatusCode,
            Code = body.Code,
            Type = body.Type,
            Param = body.Param,
            RequestId = RequestIdOf(response),
            RetryAfter = hint.After,
            ShouldRetry = hint.ShouldRetry,
            Target = request.Target,
            Advice = AdviceFor(id, hint.After),
        };
    }

    private static string IdOf(HttpStatusCode status, ErrorBody body) => (int)status switch
    {
        < 400 => "RedirectRefused",
        401 => "AuthenticationFailed",
        403 when body.Code == "training_not_available" => "TrainingNotAvailable",
        403 => "PermissionDenied",
        404 => "NotFound",
        429 => body.IsQuota ? "QuotaExceeded" : "RateLimited",
        >= 500 => "ServerFailed",
        _ => "RequestRejected",
    };

    private string MessageOf(HttpResponseMessage response, ErrorBody body)
    {
        string status = $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if ((int)response.StatusCode < 400)
        {
            Uri? place = response.Headers.Location;
            string host = place is { IsAbsoluteUri: true } ? $" to {place.Host}" : "";
            return $"{connection.BaseUri.Host} redirects{host} ({status}). Redirects are not followed.";
        }

        string text = body.Message ?? $"{connection.BaseUri.Host} answered {status} and no reason.";
        string?[] named = [Named("code", body.Code), Named("param", body.Param)];
        string details = string.Join(", ", named.OfType<string>());
        string message = details.Length == 0 ? text : $"{text} ({details})";
        message = connection.Credential?.Mask(message) ?? message;
        foreach (string secret in connection.Profile.Headers.Values.Where(value => value.Length > 8))
        {
            message = message.Replace(secret, "***", StringComparison.Ordinal);
        }

        return message.Length > LongestMessage ? message[..LongestMessage] + "…" : message;
    }

    private static string? Named(string name, string? value) => value is null ? null : $"{name} {value}";

    private string? AdviceFor(string id, TimeSpan? after) => id switch
    {
        "AuthenticationFailed" => "See to the key or token that Connect-FineTune was given.",
        "QuotaExceeded" => "Trying again does not help; see to the account's plan, budget and limits.",
        "RateLimited" or "ServerFailed" when after == TimeSpan.MaxValue => "The service asks not to come back.",
        "RateLimited" or "ServerFailed" when after is TimeSpan wait
            => $"The service asks to come back in {wait.TotalSeconds:0} s, at {time.GetUtcNow() + wait:u}.",
        _ => null,
    };

    // The status says enough when the body can't be had.
    private static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return "";
        }
    }
}
