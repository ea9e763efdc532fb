using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

/// <summary>An engine on a folder of its own behind a port, and a client that has the key.</summary>
public sealed class ServedEngine : IAsyncDisposable
{
    public const string Key = "sk-test-of-the-local-server";

    public ServedEngine()
    {
        Engine = new LocalEngine(Folder, TimeProvider.System);
        Server = LoopbackServer.Start(Engine.Router, new ServerOptions { ApiKey = Key, MaxConnections = 200 });
        Client = new HttpClient { BaseAddress = new Uri($"http://{Server.EndPoint}/v1/") };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    public HttpClient Client { get; }

    internal LocalEngine Engine { get; }

    internal LoopbackServer Server { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Sends bytes as they are and returns all that comes back; ALLOWED stands for the headers to pass.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        string allowed = $"Host: localhost\r\nAuthorization: Bearer {Key}\r\n";
        using TcpClient client = new();
        await client.ConnectAsync(Server.EndPoint, Cancellation);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes(request.Replace("ALLOWED", allowed, StringComparison.Ordinal)), Cancellation);
        client.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await Engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
