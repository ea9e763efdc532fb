using System.Security;

namespace OpenAIFineTune;

/// <summary>The local engine behind a port. Its key is kept as a SecureString and is not shown.</summary>
public sealed class FineTuneServer
{
    /// <summary>The address that clients are given as their base address; ends in a slash.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The port that it listens on.</summary>
    public required int Port { get; init; }

    /// <summary>The folder of the engine.</summary>
    public required string StatePath { get; init; }

    /// <summary>The key that every request must show.</summary>
    public required SecureString ApiKey { get; init; }

    /// <summary>
    /// A connection to it, for the other commands' <c>-Connection</c>; null for an address that is not this machine's
    /// own.
    /// </summary>
    public FineTuneConnection? Connection { get; init; }

    /// <summary>True until it is stopped.</summary>
    public bool IsRunning => Running();

    /// <summary>What the one who starts it should know.</summary>
    internal IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Tells whether it still listens.</summary>
    internal Func<bool> Running { get; init; } = () => false;

    /// <summary>Ends it, and waits for that.</summary>
    internal Func<ValueTask> StopAsync { get; init; } = () => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override string ToString() => Uri.AbsoluteUri;
}
