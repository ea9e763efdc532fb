namespace OpenAIFineTune;

/// <summary>What an answer may look like.</summary>
public enum CompletionResponseFormat
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A JSON object.</summary>
    JsonObject,
}
