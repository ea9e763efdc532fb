using System.Net;

namespace OpenAIFineTune.Local.Server;

/// <summary>Where a server listens, and what it bears.</summary>
internal sealed record ServerOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>True to listen where other machines can reach the server, too.</summary>
    public bool AllowsRemote { get; init; }

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The key that every request must show.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Connections at once; the ones beyond are turned away.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>How long a connection may stay silent, between requests or within one.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);
}
