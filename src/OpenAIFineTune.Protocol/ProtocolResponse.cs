using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Protocol;

/// <summary>The engine's response to a request. Its body is read once, and disposed by who sends it.</summary>
internal sealed class ProtocolResponse(int status, string contentType, Stream body)
{
    public int Status => status;

    public string ContentType => contentType;

    public Stream Body => body;

    /// <summary>The id that a client can quote when it reports a fault.</summary>
    public string RequestId { get; } = "req_" + RandomNumberGenerator.GetString("0123456789abcdef", 24);

    /// <summary>Headers besides those that every response has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    public static ProtocolResponse Json(JsonNode body, int status = 200)
        => new(status, "application/json", new MemoryStream(ProtocolJson.Write(body)));

    /// <summary>Server-sent events: one message each, and <c>[DONE]</c> at the end.</summary>
    public static ProtocolResponse Events(IAsyncEnumerable<JsonNode> messages)
        => new(200, "text/event-stream", new EventStream(messages));

    /// <summary>Server-sent events that are named by their <c>type</c>; the last one is known by its name.</summary>
    public static ProtocolResponse NamedEvents(IAsyncEnumerable<JsonNode> messages)
        => new(200, "text/event-stream", new EventStream(messages, isNamed: true));

    public static ProtocolResponse Content(Stream content) => new(200, "application/octet-stream", content);

    /// <summary>The same response with a header more.</summary>
    public ProtocolResponse With(string name, string value)
        => new(Status, ContentType, Body) { Headers = [.. Headers, (name, value)] };
}
