namespace OpenAIFineTune.Protocol;

/// <summary>A failure that a user can act on, with the stable id of the error that it becomes.</summary>
internal sealed class KnownFailure(string errorId, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The stable, PascalCase name of the condition, such as <c>PortUnavailable</c>.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What the failure is about (an id, a path); null for the caller's own input.</summary>
    public object? Target { get; init; }

    /// <summary>What to do about it; null when the message says it all.</summary>
    public string? Advice { get; init; }
}
