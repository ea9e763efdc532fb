using System.Net;
using System.Text.Json;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads a service's error answer: <c>{"error":{"message","type","param","code"}}</c>, or whatever came instead.</summary>
internal static class ApiErrors
{
    public static async Task<ApiException> ReadAsync(
        HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        string body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        JsonElement error = Parse(body);
        string message = Text(error, "message") ?? $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}";
        return new ApiException(IdOf(response.StatusCode), message)
        {
            Status = response.StatusCode,
            Code = Text(error, "code"),
            Type = Text(error, "type"),
            Param = Text(error, "param"),
            RequestId = response.Headers.TryGetValues("x-request-id", out IEnumerable<string>? ids) ? ids.First() : null,
            Target = request.Target,
        };
    }

    private static string IdOf(HttpStatusCode status) => (int)status switch
    {
        401 => "AuthenticationFailed",
        403 => "PermissionDenied",
        404 => "NotFound",
        429 => "RateLimited",
        >= 500 => "ServerFailed",
        _ => "RequestRejected",
    };

    private static JsonElement Parse(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out JsonElement error)
                    ? error.Clone()
                    : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement error, string name)
        => error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind == JsonValueKind.Null ? null : value.ToString()
            : null;
}
