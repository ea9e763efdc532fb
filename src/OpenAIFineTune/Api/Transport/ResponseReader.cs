using System.Text.Unicode;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads the JSON of good answers, and finds those that are errors all the same.</summary>
internal sealed class ResponseReader(FineTuneConnection connection, TimeProvider time)
{
    private readonly ApiErrors _errors = new(connection, time);
    private readonly SecretMask _mask = new(connection);
    private readonly string _host = connection.BaseUri.Host;

    public async Task<T> ReadAsync<T>(HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        byte[] json = await ReadBytesAsync(response, cancellation).ConfigureAwait(false);
        RefuseError(json, response, request);
        try
        {
            T? value = WireJson.Read<T>(json);
            return value is null or JsonElement { ValueKind: not JsonValueKind.Object }
                ? throw Unreadable(response, request, inner: null) : value;
        }
        catch (JsonException e)
        {
            throw Unreadable(response, request, e);
        }
    }

    /// <summary>Reads an answer that tells no more than that a thing was done, or that it was not.</summary>
    public async Task<bool> CheckAsync(HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        byte[] json = await ReadBytesAsync(response, cancellation).ConfigureAwait(false);
        RefuseError(json, response, request);
        return true;
    }

    /// <summary>Text as UTF-8 without a byte order mark; what is none in any encoding becomes U+FFFD.</summary>
    public static byte[] ToUtf8(byte[] bytes, string? charset)
    {
        // Servers that name another encoding often send UTF-8 all the same; only UTF-16 can be mistaken for it.
        bool isWide = charset?.Contains("16", StringComparison.Ordinal) == true;
        return isWide || !Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetBytes(EncodingOf(charset).GetString(bytes).TrimStart('\uFEFF'))
            : bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }

    private void RefuseError(byte[] json, HttpResponseMessage response, ApiRequest request)
    {
        try
        {
            if (ErrorBody.In(json) is ErrorBody error)
            {
                throw _errors.Of(response, request, error);
            }
        }
        catch (JsonException e)
        {
            throw Unreadable(response, request, e);
        }
    }

    private async Task<byte[]> ReadBytesAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using ResponseStream limited = new(body, connection, time);
        using MemoryStream whole = new();
        await limited.CopyToAsync(whole, cancellation).ConfigureAwait(false);
        return _mask.Of(ToUtf8(whole.ToArray(), response.Content.Headers.ContentType?.CharSet));
    }

    private static Encoding EncodingOf(string? charset)
    {
        string name = charset?.Trim('"', '\'', ' ') ?? "";
        try
        {
            // Windows' western encodings are Latin-1 but for a few signs, and are not in the runtime.
            return name.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1
                : name.Length > 0 ? Encoding.GetEncoding(name) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private ApiException Unreadable(HttpResponseMessage response, ApiRequest request, JsonException? inner)
    {
        string type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        string place = inner?.Path is { Length: > 1 } path ? $", at {path}" : "";
        return new ApiException(
            "ServerFailed",
            $"{_host} answered {request.Method} {request.Path} with what is not the protocol's JSON ({type}{place}).",
            inner)
        {
            Status = response.StatusCode,
            Target = request.Target,
            IsUnreadable = true,
            Advice = "See whether -BaseUri is the address of the API; it often ends in /v1.",
        };
    }
}
