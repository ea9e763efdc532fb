using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Tests.Streams;

public sealed class StoppableStreamTests
{
    [Fact]
    public void Reading_ends_when_it_is_stopped_and_not_before()
    {
        using CancellationTokenSource stop = new();
        using StoppableStream stream = new(new MemoryStream([1, 2, 3]), stop.Token);

        _ = stream.Seek(1, SeekOrigin.Begin);
        Assert.Equal(2, stream.ReadByte());
        Assert.Equal((2, 3), (stream.Position, stream.Length));
        stop.Cancel();
        _ = Assert.Throws<OperationCanceledException>(() => stream.ReadByte());
    }
}
