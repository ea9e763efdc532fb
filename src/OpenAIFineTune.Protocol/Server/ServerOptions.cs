using System.Net;

namespace OpenAIFineTune.Protocol.Server;

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

    /// <summary>Names by which clients call the server, besides its addresses and <c>localhost</c>.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The origins of web pages that may use the server; none without a reason.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Connections that are served at once; the ones beyond are turned away.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>How long a connection may stay silent, between requests or within one.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request's head may take, and how far a body may fall behind its least rate.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The least rate of a body.</summary>
    public int MinBytesPerSecond { get; init; } = 240;
}
