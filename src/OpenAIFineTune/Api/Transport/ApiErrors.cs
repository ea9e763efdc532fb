namespace OpenAIFineTune.Api.Transport;

/// <summary>Makes an exception of a service's refusal.</summary>
internal sealed class ApiErrors(FineTuneConnection connection, TimeProvider time)
{
    private const int LongestMessage = 2000;
    private const int LongestWord = 200;

    // Far more than an error has to say; what follows is not read.
    private const int LongestBody = 64 * 1024;

    private readonly SecretMask _mask = new(connection);

    /// <summary>The service's id of a request; null when it sent none.</summary>
    public static string? RequestIdOf(HttpResponseMessage response)
        => response.Headers.TryGetValues("x-request-id", out IEnumerable<string>? ids)
            || response.Headers.TryGetValues("apim-request-id", out ids)
                ? ids.First() : null;

    public async Task<ApiException> ReadAsync(
        HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        ErrorBody body = ErrorBody.Parse(await ReadTextAsync(response, cancellation).ConfigureAwait(false));
        return Of(response, request, body);
    }

    /// <summary>The exception of an error that an answer holds.</summary>
    public ApiException Of(HttpResponseMessage response, ApiRequest request, ErrorBody body)
    {
        HttpStatusCode status = StatusOf(response, body);
        string id = IdOf(status, body);
        RetryHint hint = RetryHint.Read(response.Headers, time.GetUtcNow());
        return new ApiException(id, MessageOf(response, body))
        {
            Status = status,
            Code = Word(body.Code),
            Type = Word(body.Type),
            Param = Word(body.Param),
            RequestId = Word(RequestIdOf(response)),
            RetryAfter = hint.After,
            ShouldRetry = hint.ShouldRetry,
            Target = request.Target,
            Advice = AdviceFor(id, hint.After),
        };
    }

    // Some gateways answer 200 and give the status as the error's code.
    private static HttpStatusCode StatusOf(HttpResponseMessage response, ErrorBody body)
        => (int)response.StatusCode < 300 && int.TryParse(body.Code, out int code) && code is >= 400 and < 600
            ? (HttpStatusCode)code : response.StatusCode;

    private static string IdOf(HttpStatusCode status, ErrorBody body) => (int)status switch
    {
        < 300 => body.IsQuota ? "QuotaExceeded" : "ServerFailed",
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
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            Uri? place = response.Headers.Location;
            string host = place is { IsAbsoluteUri: true } ? $" to {place.Host}" : "";
            return $"{connection.BaseUri.Host} redirects{host} ({status}). Redirects are not followed.";
        }

        string text = body.Message ?? $"{connection.BaseUri.Host} answered {status} and no reason.";
        string?[] named = [Named("code", body.Code), Named("param", body.Param)];
        string details = string.Join(", ", named.OfType<string>());
        return Cut(_mask.Of(details.Length == 0 ? text : $"{text} ({details})"), LongestMessage);
    }

    private string? Word(string? text) => text is null ? null : Cut(_mask.Of(text), LongestWord);

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] + "…" : text;

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
        byte[] start = new byte[LongestBody];
        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            int read = await body
                .ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation)
                .ConfigureAwait(false);
            byte[] text = ResponseReader.ToUtf8(start[..read], response.Content.Headers.ContentType?.CharSet);
            WireJson.ReplaceHalves(text);
            return Encoding.UTF8.GetString(text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return "";
        }
    }
}
