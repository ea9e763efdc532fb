using System.Collections.Specialized;
using System.Web;

namespace OpenAIFineTune.Protocol;

/// <summary>A request to the engine, whatever brought it: a message handler or a socket.</summary>
internal sealed class ProtocolRequest(string method, Uri address, string? contentType, Stream body)
{
    // OpenAI's limit for JSON bodies is not published; no request of the protocol comes near this.
    private const int MaxJsonBytes = 16 * 1024 * 1024;

    public string Method { get; } = method;

    /// <summary>The path as sent, percent-encoded.</summary>
    public string Path { get; } = address.AbsolutePath;

    public NameValueCollection Query { get; } = HttpUtility.ParseQueryString(address.Query);

    public string? ContentType { get; } = contentType;

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
        while ((count = await body.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MaxJsonBytes)
            {
                throw new RequestFailure(413, $"The body of the request is larger than {MaxJsonBytes} bytes.");
            }
        }

        return new Arguments(JsonBody.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    /// <summary>The parts of a multipart body, to be read one after the other; of no more than so many bytes.</summary>
    public MultipartReader ReadParts(long maxBytes) => new(ContentType, body, maxBytes);
}
