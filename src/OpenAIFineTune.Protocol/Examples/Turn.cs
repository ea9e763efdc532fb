using System.Text.Json;

namespace OpenAIFineTune.Protocol.Examples;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who says it; any word.</param>
/// <param name="Text">Its text, or the texts of its parts put together; empty for one without.</param>
/// <param name="Weight">How much it counts where it is learned; 0 for not at all.</param>
internal sealed record Turn(string Role, string Text, double Weight = 1)
{
    public const string User = "user";
    public const string Assistant = "assistant";

    /// <summary>True for an answer that is to be learned.</summary>
    public bool IsLearned => Role == Assistant && Weight != 0;

    /// <summary>Reads the messages at a key, which a fault names.</summary>
    public static List<Turn> ReadAll(JsonElement messages, string key)
        => messages.ValueKind == JsonValueKind.Array
            ? [.. messages.EnumerateArray().Select(Read)]
            : throw new FormatException($"'{key}' is not an array");

    /// <summary>Who says a message; null where that is not said.</summary>
    public static string? RoleOf(JsonElement message)
        => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out JsonElement role)
            && role.ValueKind == JsonValueKind.String ? role.GetString() : null;

    /// <summary>True for a message of the assistant.</summary>
    public static bool IsAssistant(JsonElement message) => RoleOf(message) == Assistant;

    private static Turn Read(JsonElement message)
    {
        string role = RoleOf(message) ?? throw new FormatException("a message is not an object with a 'role'");
        bool isWeighed = message.TryGetProperty("weight", out JsonElement weight)
            && weight.ValueKind == JsonValueKind.Number;
        return new Turn(role, TextOf(message), isWeighed ? weight.GetDouble() : 1);
    }

    private static string TextOf(JsonElement message)
    {
        if (!message.TryGetProperty("content", out JsonElement content))
        {
            return "";
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(TextOfPart)),
            JsonValueKind.Null => "",
            _ => throw new FormatException("a message's 'content' is neither a string nor an array"),
        };
    }

    private static string? TextOfPart(JsonElement part)
        => part.ValueKind == JsonValueKind.Object
            && part.TryGetProperty("text", out JsonElement text)
            && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
}
