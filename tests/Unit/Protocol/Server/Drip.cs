using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Protocol.Server;

/// <summary>A connection on which each read takes a time and brings so many bytes, without an end.</summary>
internal sealed class Drip(FakeTimeProvider time, TimeSpan pause, int size) : ForwardStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        time.Advance(pause);
        cancellationToken.ThrowIfCancellationRequested();
        int count = Math.Min(size, buffer.Length);
        buffer.Span[..count].Fill((byte)'x');
        return new(count);
    }
}
