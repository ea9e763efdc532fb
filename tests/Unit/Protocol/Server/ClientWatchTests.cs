using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class ClientWatchTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_has_left_is_noticed_and_one_that_waits_is_not(bool leaves)
    {
        FakeTimeProvider time = new();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Cancellation);
        using Socket socket = await listener.AcceptSocketAsync(Cancellation);
        using ClientWatch watch = new(socket, time, Cancellation);
        if (leaves)
        {
            client.Close();
            Assert.True(socket.Poll(s_limit, SelectMode.SelectRead));
        }

        Advance(time, 4);
        bool isEarly = watch.Left.IsCancellationRequested;
        Advance(time, 4);

        Assert.False(isEarly);
        if (leaves)
        {
            await Task.Delay(s_limit, watch.Left).ContinueWith(_ => { }, Cancellation);
        }

        Assert.Equal(leaves, watch.Left.IsCancellationRequested);
    }

    private static void Advance(FakeTimeProvider time, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
