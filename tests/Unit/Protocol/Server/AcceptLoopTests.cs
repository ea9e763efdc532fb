using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class AcceptLoopTests
{
    [Fact]
    public async Task A_system_without_descriptors_is_not_asked_again_at_once()
    {
        FakeTimeProvider time = new();
        using CancellationTokenSource stop = new();
        int asked = 0;
        ValueTask<TcpClient> Refuse(CancellationToken _)
        {
            asked++;
            return asked > 1000
                ? new(Task.FromCanceled<TcpClient>(new CancellationToken(true)))
                : throw new SocketException((int)SocketError.TooManyOpenSockets);
        }

        Task loop = AcceptLoop.RunAsync(Refuse, _ => { }, time, stop.Token);
        int before = asked;
        time.Advance(TimeSpan.FromMilliseconds(100));
        await stop.CancelAsync();
        await loop.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(1, before);
        Assert.Equal(2, asked);
    }
}
