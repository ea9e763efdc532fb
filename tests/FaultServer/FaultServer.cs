using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpenAIFineTune.Faults;

/// <summary>
/// A server on this machine, on plain sockets, that answers through a handler (such as the local engine's), keeps every
/// request, and lets requests meet the faults that it was given.
/// </summary>
public sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly List<Fault> _faults;
    private readonly HttpMessageInvoker _service;
    private readonly Task _accepting;

    private FaultServer(HttpMessageHandler service, IEnumerable<Fault> faults)
    {
        _service = new HttpMessageInvoker(service, disposeHandler: false);
        _faults = [.. faults];
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/");
        _accepting = AcceptAsync();
    }

    /// <summary>The address for a connection; paths follow it as they follow OpenAI's.</summary>
    public Uri Address { get; }

    /// <summary>The requests so far, in the order in which they came.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Starts a server.</summary>
    /// <param name="service">Answers the requests that get through.</param>
    /// <param name="faults">
    /// What goes wrong. Each request meets the first fault that is meant for it and uses it up; without one it is answered.
    /// </param>
    public static FaultServer Start(HttpMessageHandler service, IEnumerable<Fault> faults) => new(service, faults);

    /// <summary>Adds a fault for requests to come.</summary>
    public void Add(Fault fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Ends the server and its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _service.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                Task connection = Task.Run(() => ServeAsync(socket));
                _connections[connection] = true;
                _ = connection.ContinueWith(
                    ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using FaultConnection connection = new(socket, _service);
            while (await connection.ReadAsync(_stop.Token).ConfigureAwait(false) is RecordedRequest request)
            {
                RecordedRequest met = request with { Fault = Take(request) };
                _requests.Enqueue(met);
                if (!await connection.AnswerAsync(met, _stop.Token).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, or the server is being ended.
        }
    }

    private Fault Take(RecordedRequest request)
    {
        lock (_faults)
        {
            int index = _faults.FindIndex(fault => fault.Matches(request.Method, request.Path));
            if (index < 0)
            {
                return Fault.None;
            }

            Fault fault = _faults[index];
            _faults.RemoveAt(index);
            return fault;
        }
    }
}
