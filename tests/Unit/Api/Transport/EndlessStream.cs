namespace OpenAIFineTune.Tests.Api.Transport;

/// <summary>A stream of one byte for ever.</summary>
internal sealed class EndlessStream(byte content) : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        buffer.Span.Fill(content);
        return ValueTask.FromResult(buffer.Length);
    }
}
