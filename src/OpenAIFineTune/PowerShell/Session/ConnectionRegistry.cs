using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>The connections of one runspace: the named ones, and which of them is current.</summary>
internal sealed class ConnectionRegistry
{
    private static readonly PerRunspace<ConnectionRegistry> s_registries = new();
    private static readonly ConnectionDirectory s_directory = new();

    private readonly Dictionary<string, FineTuneConnection> _connections = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FineTuneConnection> _servers = new(StringComparer.OrdinalIgnoreCase);
    private FineTuneConnection? _default;

    /// <summary>The registry of the runspace on this thread.</summary>
    public static ConnectionRegistry Current => s_registries.Current;

    /// <summary>All connections, in a copy that may be iterated while they change.</summary>
    public IReadOnlyList<FineTuneConnection> All => [.. _connections.Values];

    /// <summary>The connection that is used when none is named; null without one.</summary>
    public FineTuneConnection? Default => _default;

    /// <summary>Adds a connection and makes it current; another one of its name ends with that.</summary>
    public void Add(FineTuneConnection connection)
    {
        if (_connections.TryGetValue(connection.Name, out FineTuneConnection? replaced) && replaced != connection)
        {
            Remove(replaced);
        }

        _connections[connection.Name] = connection;
        s_directory.Add(connection);
        _default = connection;
    }

    /// <summary>Finds a server's connection by name, so that its jobs can be piped; not made current.</summary>
    public void AddServer(FineTuneConnection connection)
    {
        _servers[connection.Name] = connection;
        s_directory.Add(connection);
    }

    /// <summary>
    /// The connection of that name, also one of another runspace of this process, since jobs and models that were read
    /// there may be used here; null without one.
    /// </summary>
    public FineTuneConnection? Find(string name)
    {
        bool isEnvironment = string.Equals(name, EnvironmentConnection.Name, StringComparison.OrdinalIgnoreCase);
        return _connections.GetValueOrDefault(name)
            ?? _servers.GetValueOrDefault(name)
            ?? (isEnvironment ? EnvironmentConnection.Create() : null)
            ?? s_directory.Find(name);
    }

    /// <summary>Forgets a connection and ends what answers its requests.</summary>
    public void Remove(FineTuneConnection connection)
    {
        _ = _connections.Remove(connection.Name);
        s_directory.Remove(connection);
        connection.Handler?.Dispose();
        if (ReferenceEquals(_default, connection))
        {
            _default = _connections.Values.LastOrDefault();
        }
    }

    /// <summary>Forgets all connections but those of servers.</summary>
    public void Clear()
    {
        foreach (FineTuneConnection connection in All)
        {
            Remove(connection);
        }
    }

    /// <summary>Forgets the connections of servers, running or not.</summary>
    public void ForgetServers()
    {
        foreach (FineTuneConnection connection in _servers.Values)
        {
            s_directory.Remove(connection);
        }

        _servers.Clear();
    }

    /// <summary>
    /// The current connection, else the one that the environment describes, else an error that names the ways to get
    /// one.
    /// </summary>
    public FineTuneConnection Resolve() => _default ?? EnvironmentConnection.Create()
        ?? throw new FineTuneException("NotConnected", "There is no connection to a fine-tuning service.")
        {
            Advice = "Run 'Connect-FineTune -Local' for the engine in this process, "
                + "'Connect-FineTune -Provider OpenAI -ApiKey …' for a service, "
                + "or set the environment variable OPENAI_API_KEY.",
        };
}
