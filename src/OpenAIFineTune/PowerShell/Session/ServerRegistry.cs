namespace OpenAIFineTune.PowerShell.Session;

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

    /// <summary>What is wrong when a port is named that none of them has.</summary>
    public static FineTuneException NoServerOn(int port)
        => new("NotFound", $"This session has no server on port {port}.")
    {
        Advice = "Get-FineTuneServer lists the servers of this session.",
    };

    public void Add(FineTuneServer server) => _servers.Add(server);
}
