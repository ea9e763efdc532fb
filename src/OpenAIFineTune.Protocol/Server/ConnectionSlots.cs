using System.Collections.Concurrent;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>The connections that are open: so many are served, a few more are told that they are too many.</summary>
internal sealed class ConnectionSlots(int served, int turnedAway)
{
    private readonly ConcurrentDictionary<object, Task> _open = new();
    private int _serving;

    /// <summary>How many connections are open.</summary>
    public int Count => _open.Count;

    /// <summary>
    /// Runs a connection, which is told whether it is welcome; false when there is no room even to tell it. Called by
    /// one loop alone.
    /// </summary>
    public bool TryRun(Func<bool, Task> connection)
    {
        bool isWelcome = Volatile.Read(ref _serving) < served;
        if (!isWelcome && _open.Count >= served + turnedAway)
        {
            return false;
        }

        object slot = new();
        _ = Interlocked.Add(ref _serving, isWelcome ? 1 : 0);
        Task running = connection(isWelcome);
        _open[slot] = running;

        // Only now, since a short connection may be over before it stands in the list.
        _ = running.ContinueWith(
            task => Leave(slot, isWelcome),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return true;
    }

    /// <summary>Waits until the connections are over.</summary>
    public Task WhenAllAsync() => Task.WhenAll(_open.Values);

    private void Leave(object slot, bool wasServed)
    {
        _ = Interlocked.Add(ref _serving, wasServed ? -1 : 0);
        _ = _open.TryRemove(slot, out _);
    }
}
