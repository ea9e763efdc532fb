namespace OpenAIFineTune.Services;

/// <summary>
/// The live connections of all runspaces of the process, by name. It keeps none of them alive, and what a runspace
/// disconnects is found no more.
/// </summary>
internal sealed class ConnectionDirectory
{
    private readonly object _changing = new();
    private readonly List<WeakReference<FineTuneConnection>> _connections = [];

    public void Add(FineTuneConnection connection)
    {
        lock (_changing)
        {
            Drop(connection);
            _connections.Add(new WeakReference<FineTuneConnection>(connection));
        }
    }

    public void Remove(FineTuneConnection connection)
    {
        lock (_changing)
        {
            Drop(connection);
        }
    }

    /// <summary>The one connection of that name; null without one, and when several runspaces have one.</summary>
    public FineTuneConnection? Find(string name)
    {
        lock (_changing)
        {
            FineTuneConnection[] found = [.. _connections
                .Select(reference => reference.TryGetTarget(out FineTuneConnection? there) ? there : null)
                .OfType<FineTuneConnection>()
                .Where(there => string.Equals(there.Name, name, StringComparison.OrdinalIgnoreCase))];
            return found is [FineTuneConnection only] ? only : null;
        }
    }

    private void Drop(FineTuneConnection connection)
        => _ = _connections.RemoveAll(reference =>
            !reference.TryGetTarget(out FineTuneConnection? there) || ReferenceEquals(there, connection));
}
