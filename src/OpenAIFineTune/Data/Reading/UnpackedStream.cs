using System.IO.Compression;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// Unpacks gzip, and makes sure at the end that nothing was cut off: .NET ends a file that was cut as if it were whole.
/// </summary>
internal sealed class UnpackedStream(FileSnapshot file, Stream stored) : ForwardStream
{
    private readonly GZipStream _unpacked = new(stored, CompressionMode.Decompress);
    private long _count;

    public override int Read(Span<byte> buffer)
    {
        int read = _unpacked.Read(buffer);
        _count += read;
        if (UnpackLimit.IsExceeded(file, _count))
        {
            throw new FineTuneException(
                "ArchiveTooLarge",
                $"'{file.Path}' unpacks to more than {UnpackLimit.MostTimes} times its own length; it is not read.")
            {
                Target = file.Path,
                Advice = "If it is sound, unpack it first with gzip -d: a file that is not packed has no such limit.",
            };
        }

        if (read == 0 && buffer.Length > 0 && !GzipTrailer.Agrees(file, _count))
        {
            throw new InvalidDataException("It was cut off, or is damaged at its end.");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Read(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
