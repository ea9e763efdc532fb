using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Web;

namespace OpenAIFineTune.Local.Http;

/// <summary>A request to the engine, whatever brought it: a message handler or a socket.</summary>
internal sealed class LocalRequest
{
    // OpenAI's limit for JSON bodies is not published; no request of the protocol comes near this.
    private const int MaxJsonBytes = 16 * 1024 * 1024;

    private readonly Stream _body;

    public LocalRequest(string method, Uri address, string? contentType, Stream body)
    {
        Method = method;
        Path = address.AbsolutePath;
        Query = HttpUtility.ParseQueryString(address.Query);
        ContentType = contentType;
        _body = body;
    }

    public string Method { get; }

    /// <summary>The path as sent, percent-encoded.</summary>
    public string Path { get; }

    public NameValueCollection Query { get; }

    public string? ContentType { get; }

    /// <summary>The values of the route's placeholders, decoded.</summary>
    public IReadOnlyList<string> Captures { get; set; } = [];

    /// <summary>The id in the path of a resource's route.</summary>
    public string Id => Captures[0];

    /// <summary>The JSON object in the body; an empty one when there is no body.</summary>
    public async Task<Arguments> ReadArgumentsAsync(CancellationToken cancellation)
    {
        using MemoryStream buffer = new();
        byte[] chunk = new byte[16 * 1024];
        int count;
        while ((count = await _body.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MaxJsonBytes)
            {
                throw new RequestFailure(413, $"The body of the request is larger than {MaxJsonBytes} bytes.")
                {
                    Code = "request_too_large",
                };
            }
        }

        return new Arguments(Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    /// <summary>The parts of a multipart body, to be read one after the other; of no more than so many bytes.</summary>
    public MultipartReader ReadParts(long maxBytes) => MultipartReader.Create(ContentType, _body, maxBytes);

    private static JsonObject Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            RequireText(body);
            return body.IsEmpty
                ? []
                : JsonNode.Parse(body) as JsonObject
                    ?? throw RequestFailure.Invalid(null, "The body of the request must be a JSON object.");
        }
        catch (JsonException e)
        {
            string place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw RequestFailure.Invalid(null, $"The body of the request is no JSON: look at {place}.", "invalid_json");
        }
        catch (InvalidOperationException)
        {
            throw RequestFailure.Invalid(
                null, "The JSON body of the request has half of a surrogate pair in a text.", "invalid_json");
        }
    }

    // A document checks its texts only when they are asked for.
    private static void RequireText(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            throw RequestFailure.Invalid(null, "The JSON body of the request is not UTF-8.", "invalid_json");
        }

        Utf8JsonReader reader = new(body);
        while (!body.IsEmpty && reader.Read())
        {
            if (reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }
}
