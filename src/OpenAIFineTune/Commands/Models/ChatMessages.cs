using System.Text.Json.Nodes;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.PowerShell;

namespace OpenAIFineTune.Commands;

/// <summary>Reads the messages of a conversation as a caller writes them.</summary>
internal static class ChatMessages
{
    /// <summary>A hashtable or an object with <c>role</c> and <c>content</c>; a text is what the user says.</summary>
    public static ChatMessage Read(object input)
    {
        JsonNode? json = ObjectJson.From(input);
        if (json is JsonValue value && value.TryGetValue(out string? text))
        {
            return ChatMessage.Of("user", text);
        }

        JsonObject message = [];
        foreach ((string name, JsonNode? field) in json as JsonObject ?? [])
        {
            // PowerShell does not tell Role from role; the services do.
            message[name.ToLowerInvariant()] = field?.DeepClone();
        }

        return message.ContainsKey("role") ? new ChatMessage(message) : throw NoMessage(input);
    }

    private static FineTuneException NoMessage(object input) => new("InvalidSetting", "A message has no 'role'.")
    {
        Target = input,
        Advice = "Write a message as @{ role = 'user'; content = 'text' }.",
    };
}
