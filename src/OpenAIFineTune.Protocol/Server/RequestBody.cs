using System.Globalization;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>A request's body as it arrives, of a known length or in chunks.</summary>
internal sealed class RequestBody(RequestHead head, ConnectionReader reader, ResponseWriter writer) : ForwardStream
{
    private const int MaxSkipped = 256 * 1024;
    private const int MaxChunkLine = 1024;

    // Chunk extensions and trailers together; nobody here reads them.
    private const int MaxUnread = 16 * 1024;

    private long _left = head.BodyLength ?? 0;
    private bool _isLastPart = head.BodyLength is not null;
    private bool _isSignDue = head.ExpectsSign;
    private bool _isFirstChunk = true;
    private bool _isMalformed;
    private int _unread;

    /// <summary>True when the next byte of the connection belongs to the next request.</summary>
    public bool IsConsumed => _left == 0 && _isLastPart;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isSignDue && !IsConsumed)
        {
            _isSignDue = false;
            await writer.WriteSignAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_left == 0 && !_isLastPart)
        {
            await BeginChunkAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_left == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        Memory<byte> target = buffer[..(int)Math.Min(buffer.Length, _left)];
        int count = await reader.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        _left -= count > 0 ? count : throw new IOException("The connection ended within a request's body.");
        return count;
    }

    /// <summary>Reads over a short rest that nobody wanted, so that the connection stays of use.</summary>
    public async Task SkipRestAsync(CancellationToken cancellation)
    {
        byte[] rest = new byte[8 * 1024];
        try
        {
            for (int skipped = 0; !IsConsumed && !_isSignDue && !_isMalformed && skipped < MaxSkipped;)
            {
                skipped += await ReadAsync(rest, cancellation).ConfigureAwait(false);
            }
        }
        catch (RequestFailure)
        {
            // The response stands; the connection ends, since the body was not consumed.
        }
    }

    private async Task BeginChunkAsync(CancellationToken cancellation)
    {
        if (!_isFirstChunk && await LineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 })
        {
            throw Malformed();
        }

        _isFirstChunk = false;
        string line = await LineAsync(cancellation).ConfigureAwait(false);
        string size = line.Split(';')[0].Trim(' ', '\t');
        CountUnread(line.Length - size.Length);
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left) || _left < 0)
        {
            _left = 0;
            throw Malformed();
        }

        if (_left == 0)
        {
            while (await LineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } trailer)
            {
                CountUnread(trailer.Length);
            }

            _isLastPart = true;
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
        => await reader.ReadLineAsync(MaxChunkLine, cancellation).ConfigureAwait(false)
            ?? throw new IOException("The connection ended within a request's body.");

    private void CountUnread(int length)
    {
        _unread += length;
        if (_unread > MaxUnread)
        {
            throw Malformed();
        }
    }

    private RequestFailure Malformed()
    {
        _isMalformed = true;
        return new RequestFailure(400, "The chunks of the request's body are malformed.");
    }
}
