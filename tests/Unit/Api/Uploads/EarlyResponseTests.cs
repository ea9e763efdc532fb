using System.Net;
using System.Net.Sockets;
using OpenAIFineTune.Api;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Uploads;

/// <summary>A service that refuses an upload after its first bytes and closes, as a gateway with a size limit does.</summary>
public sealed class EarlyResponseTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _path = Path.GetTempFileName();
    private int _connections;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
    }

    [Theory]
    [InlineData(900_000)]
    [InlineData(30_000_000)]
    public async Task A_refusal_before_the_end_is_told_and_the_file_not_sent_again(int bytes)
    {
        await File.WriteAllBytesAsync(_path, new byte[bytes], Cancellation);
        _listener.Start();
        Task serving = ServeAsync();
        FineTuneClient client = new(ConnectionFactory.Create(new ConnectionSettings
        {
            BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"),
        }));

        ApiException e = await Assert.ThrowsAsync<ApiException>(
            () => client.Uploads.SendAsync(_path, "fine-tune", progress: null, Cancellation).WaitAsync(s_patience, Cancellation));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "Too large."), (e.Status, e.Message));
        Assert.Equal(1, _connections);
        _listener.Stop();
        _ = await Record.ExceptionAsync(() => serving);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using Socket client = await _listener.AcceptSocketAsync(Cancellation);
            _connections++;
            byte[] buffer = new byte[100_000];
            int read = await client.ReceiveAsync(buffer, Cancellation);
            if (System.Text.Encoding.ASCII.GetString(buffer, 0, read).Contains("100-continue", StringComparison.Ordinal))
            {
                _ = await client.SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), Cancellation);
            }

            while (read < buffer.Length)
            {
                read += await client.ReceiveAsync(buffer.AsMemory(read), Cancellation);
            }

            _ = await client.SendAsync(
                "HTTP/1.1 413 Too Large\r\nContent-Length: 34\r\nConnection: close\r\n\r\n{\"error\":{\"message\":\"Too large.\"}}"u8.ToArray(),
                Cancellation);
        }
    }
}
