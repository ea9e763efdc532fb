using System.Security;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Protocol.Server;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>Starts the local engine behind a port.</summary>
internal static class ServerFactory
{
    /// <param name="options">Where to listen, and with which key.</param>
    /// <param name="statePath">The engine's folder; null for the default one.</param>
    public static FineTuneServer Start(ServerOptions options, string? statePath)
    {
        LocalEngine engine = LocalConnection.Open(statePath);
        LoopbackServer server = LoopbackServer.Start(engine.Router, options);
        Uri address = AddressOf(server.EndPoint);
        SecureString key = new NetworkCredential("", options.ApiKey).SecurePassword;
        key.MakeReadOnly();
        return new FineTuneServer
        {
            Uri = address,
            Port = server.EndPoint.Port,
            StatePath = engine.StatePath,
            ApiKey = key,
            Connection = address.IsLoopback ? Connect(address, key) : null,
            Notices = [.. EngineNotices.Of(engine)],
            Running = () => server.IsRunning,
            StopAsync = server.DisposeAsync,
        };
    }

    // What listens everywhere listens here as well.
    private static Uri AddressOf(IPEndPoint endPoint)
    {
        IPAddress address = endPoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : endPoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : endPoint.Address;
        return new Uri($"http://{new IPEndPoint(address, endPoint.Port)}/v1/");
    }

    private static FineTuneConnection Connect(Uri address, SecureString key)
    {
        ConnectionSettings settings = new()
        {
            Name = $"Server {address.Port}",
            Provider = ServiceProfiles.Compatible.Name,
            BaseUri = address,
            ApiKey = new ApiCredential(key),
        };
        return ConnectionFactory.Create(settings);
    }
}
