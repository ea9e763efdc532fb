using System.IO.Compression;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>A body that was sent compressed. Its readers limit what they take, lest it swells.</summary>
internal sealed class GunzipStream(Stream body) : ForwardStream
{
    private readonly GZipStream _content = new(body, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>The body as its sender wrote it, before its content coding.</summary>
    public static Stream Decode(Stream body, string? coding) => coding?.ToLowerInvariant() switch
    {
        null or "" or "identity" => body,
        "gzip" or "x-gzip" => new GunzipStream(body),
        _ => throw new RequestFailure(415, "The only content coding of a request is gzip.")
        {
            Code = "unsupported_content_encoding",
        },
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw new RequestFailure(400, "The body of the request is not gzip, as its head says.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
