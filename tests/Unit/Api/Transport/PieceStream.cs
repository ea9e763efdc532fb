namespace OpenAIFineTune.Tests.Api.Transport;

/// <summary>A stream that comes in pieces, as a network's does; an endless one waits behind the last for ever.</summary>
internal sealed class PieceStream(byte[][] pieces, bool isEndless, Exception? failure = null) : Stream
{
    private int _next;
    private int _taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_next < pieces.Length && pieces[_next].Length == _taken)
        {
            (_next, _taken) = (_next + 1, 0);
        }

        if (_next < pieces.Length)
        {
            int count = Math.Min(buffer.Length, pieces[_next].Length - _taken);
            pieces[_next].AsMemory(_taken, count).CopyTo(buffer);
            _taken += count;
            return count;
        }

        if (isEndless)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return failure is null ? 0 : throw failure;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
