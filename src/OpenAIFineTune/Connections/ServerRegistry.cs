using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Connections;

/// <summary>The servers that a runspace has started.</summary>
internal sealed class ServerRegistry
{
    private static readonly PerRunspace<ServerRegistry> s_registries = new();

    private readonly List<FineTuneServer> _servers = [];

    /// <summary>The registry of the runspace on this thread.</summary>
    public static ServerRegistry Current => s_registries.Current;

    /// <summary>The servers that run, in a copy that may be iterated while they stop.</summary>
    public IReadOnlyList<FineTuneServer> Running
    {
        get
        {
            _ = _servers.RemoveAll(server => !server.IsRunning);
            return [.. _servers];
        }
    }

    public void Add(FineTuneServer server) => _servers.Add(server);
}
