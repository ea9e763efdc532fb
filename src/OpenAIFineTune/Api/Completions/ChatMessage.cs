namespace OpenAIFineTune.Api.Completions;

/// <summary>A message of a conversation, with whatever fields the service knows.</summary>
/// <param name="Fields">At least <c>role</c> and, mostly, <c>content</c>.</param>
internal sealed record ChatMessage(JsonObject Fields)
{
    public static ChatMessage Of(string role, string content)
        => new(new JsonObject { ["role"] = role, ["content"] = content });

    /// <summary>The text of the message; empty when it holds none.</summary>
    public string Text => Fields["content"] is JsonValue content && content.TryGetValue(out string? text) ? text : "";
}
