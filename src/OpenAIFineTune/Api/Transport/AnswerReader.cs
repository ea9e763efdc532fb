using System.Text.Json;

namespace OpenAIFineTune.Api.Transport;

/// <summary>Reads the JSON of good answers, and finds those that are errors all the same.</summary>
internal sealed class AnswerReader(FineTuneConnection connection, TimeProvider time)
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
            return WireJson.Read<T>(json) ?? throw Unreadable(response, request, inner: null);
        }
        catch (JsonException e)
        {
            throw Unreadable(response, request, e);
        }
    }

    /// <summary>Reads an answer that tells no more than that a thing was done, or that it was not.</summary>
    public async Task<bool> CheckAsync(
        HttpResponseMessage response, ApiRequest request, CancellationToken cancellation)
    {
        byte[] json = await ReadBytesAsync(response, cancellation).ConfigureAwait(false);
        RefuseError(json, response, request);
        return true;
    }

    private void RefuseError(byte[] json, HttpResponseMessage response, ApiRequest request)
    {
        try
        {
            if (ErrorIn(json) is ErrorBody error)
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
        using AnswerStream limited = new(body, _host, connection.Limits.Attempt) { Time = time };
        string? charset = response.Content.Headers.ContentType?.CharSet;
        return _mask.Of(await AnswerBody.ReadAsync(limited, charset, cancellation).ConfigureAwait(false));
    }

    // A job has an error of its own, beside its id.
    private static ErrorBody? ErrorIn(byte[] json)
    {
        if (json.AsSpan().IndexOf("\"error\""u8) < 0 || json.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return null;
        }

        ErrorResponse? answer = WireJson.Read<ErrorResponse>(json);
        return answer is { IsError: true } ? ErrorBody.Of(answer.Error) : null;
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
