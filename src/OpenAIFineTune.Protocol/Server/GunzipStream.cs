using System.IO.Compression;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>A body that was sent compressed. Its readers limit what they take, lest it swells.</summary>
internal sealed class GunzipStream : ForwardStream
{
    private readonly GZipStream _content;

    public GunzipStream(Stream body) => _content = new GZipStream(body, CompressionMode.Decompress, leaveOpen: true);

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
