using System.Net.Sockets;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>Notices that a client has left while its answer is being made, so that nobody works for nothing.</summary>
internal sealed class ClientWatch : IDisposable
{
    // A client may end its own side and still wait for the answer, which looks the same; it gets so many looks.
    private const int Grace = 5;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly CancellationTokenSource _left;
    private readonly ITimer _timer;
    private int _seen;

    public ClientWatch(Socket socket, TimeProvider time, CancellationToken stop)
    {
        _socket = socket;
        _left = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);
    }

    /// <summary>Cancelled when the client has left or the server stops.</summary>
    public CancellationToken Left => _left.Token;

    public void Dispose()
    {
        _timer.Dispose();
        _left.Dispose();
    }

    private void Look()
    {
        try
        {
            bool hasEnded = _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;
            _seen = hasEnded ? _seen + 1 : 0;
            if (_seen >= Grace)
            {
                _ = _left.CancelAsync();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection has just been closed on this side.
        }
    }
}
