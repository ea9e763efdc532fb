using System.IO.Hashing;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// Reads a file up to the length it had; when that is reached, makes sure that nobody wrote meanwhile, also who puts
/// back the time: what was read must be what is there at the end.
/// </summary>
internal sealed class SnapshotStream(FileSnapshot file, FileStream stored) : ForwardStream
{
    private readonly XxHash3 _hash = new();
    private long _left = file.Length;
    private bool _hasEnded;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Length - _left;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = stored.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        _hash.Append(buffer[..read]);
        file.Meter?.Add(read);
        if (read == 0 && buffer.Length > 0 && !_hasEnded)
        {
            _hasEnded = true;
            file.EnsureHolds(_hash.GetCurrentHashAsUInt64());
        }

        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Read(buffer.Span));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stored.Dispose();
        }

        base.Dispose(disposing);
    }
}
