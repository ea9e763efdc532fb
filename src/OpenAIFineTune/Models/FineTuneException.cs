namespace OpenAIFineTune;

/// <summary>A failure that a user can act on; becomes an error record with its id.</summary>
public class FineTuneException : Exception
{
    /// <summary>Names the failure by its stable id. Its message is made fit for a terminal.</summary>
    public FineTuneException(string errorId, string message, Exception? inner = null)
        : base(TerminalText.Of(message), inner) => ErrorId = errorId;

    /// <summary>The stable, PascalCase name of the condition, such as <c>NotFound</c>.</summary>
    public string ErrorId { get; }

    /// <summary>What the failure is about (an id, a path, a row); null for the caller's own input.</summary>
    public object? Target { get; init; }

    /// <summary>What to do about it; null when the message says it all.</summary>
    public string? Advice { get; init; }
}
