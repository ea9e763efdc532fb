using System.Net.Http.Headers;

namespace OpenAIFineTune.Api.Transport;

/// <summary>A request as a recipe: each attempt makes a message of its own from it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the connection's base address, with its query, without a leading slash.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Makes the body of an attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The size of what the body uploads, which an attempt gets more time for.</summary>
    public long UploadBytes { get; init; }

    /// <summary>The model that a completion is asked of: some services have it in the path.</summary>
    public string? Deployment { get; init; }

    /// <summary>What the request is about (an id, a path), for the error's target.</summary>
    public object? Target { get; init; }

    /// <summary>False for a request that must not be sent twice when its answer was lost.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>A request about one thing of a collection, such as <c>files/ID/content</c>.</summary>
    public static ApiRequest About(string id, HttpMethod method, string collection, string rest = "")
        => new(method, $"{collection}/{Segment(id)}{rest}") { Target = id };

    /// <summary>An id as one segment of a path: it can't climb out of its place, end the path or add a query.</summary>
    public static string Segment(string id) => id.Trim() is "" or "." or ".."
        ? throw new FineTuneException("NotFound", $"'{id}' is no id.") { Target = id }
        : Uri.EscapeDataString(id);

    /// <summary>A body of JSON.</summary>
    public static Func<HttpContent> Json<T>(T body)
        => Json(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));

    /// <summary>A body of JSON that is written already.</summary>
    public static Func<HttpContent> Json(byte[] body) => () => new ByteArrayContent(body)
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };
}
