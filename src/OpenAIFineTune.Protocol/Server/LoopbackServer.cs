using System.Net;
using System.Net.Sockets;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>Serves routes over HTTP/1.1, for any client that speaks the protocol.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int MaxTurnedAway = 100;

    private readonly ServerOptions _options;
    private readonly RequestRouter _router;
    private readonly AccessRules _rules;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConnectionSlots _connections;
    private readonly Task _accepting;
    private int _isStopped;

    private LoopbackServer(ServerOptions options, RequestRouter router, TimeProvider time)
    {
        _options = options;
        _router = router;
        _time = time;
        _rules = new AccessRules(options);
        _connections = new ConnectionSlots(options.MaxConnections, MaxTurnedAway);
        _listener = new TcpListener(options.Address, options.Port);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = Task.Run(() => AcceptLoop.RunAsync(_listener.AcceptTcpClientAsync, Take, time, _stop.Token));
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    public bool IsRunning => Volatile.Read(ref _isStopped) == 0;

    public static LoopbackServer Start(RequestRouter router, ServerOptions options, TimeProvider? time = null)
    {
        if (!IPAddress.IsLoopback(options.Address) && !options.AllowsRemote)
        {
            throw new KnownFailure(
                "RemoteAddressRefused", $"{options.Address} is open to other machines; the server has no encryption.")
            {
                Target = options.Address,
                Advice = "Leave -Address out, or give -AllowRemote and an -ApiKey of your own.",
            };
        }

        try
        {
            return new LoopbackServer(options, router, time ?? TimeProvider.System);
        }
        catch (SocketException e)
        {
            string message = $"Can't listen on {options.Address} port {options.Port}: {e.Message}";
            throw new KnownFailure("PortUnavailable", message, e)
            {
                Target = options.Port,
                Advice = "Take another -Port, or leave it out for one that is free.",
            };
        }
    }

    /// <summary>Stops listening, ends the connections, and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 1)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        await _connections.WhenAllAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Take(TcpClient client)
    {
        if (!_connections.TryRun(isWelcome => Task.Run(() => ServeAsync(client, isWelcome))))
        {
            client.Dispose();
        }
    }

    private async Task ServeAsync(TcpClient client, bool isWelcome)
    {
        try
        {
            client.NoDelay = true;
            HttpConnection connection = new(client.GetStream(), _router, _rules, _options, _time);
            await connection.ServeAsync(isWelcome, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // It was gone before it was looked at.
        }
        finally
        {
            client.Dispose();
        }
    }
}
