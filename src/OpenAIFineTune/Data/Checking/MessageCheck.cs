using System.Text.Json;
using OpenAIFineTune.Data.Checking.Shapes;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks what the messages of a conversation say; their shape was checked before.</summary>
internal static class MessageCheck
{
    /// <summary>True for a message of the assistant.</summary>
    public static bool IsAssistant(JsonElement message) => RoleOf(message) == "assistant";

    /// <summary>Who speaks; null when that is not said.</summary>
    public static string? RoleOf(JsonElement message)
        => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out JsonElement role)
            && role.ValueKind == JsonValueKind.String ? role.GetString() : null;

    /// <summary>Checks a list of messages.</summary>
    public static void CheckAll(JsonElement messages, Place place)
    {
        int index = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            place.Enter(index++);
            Check(message, place);
            place.Leave();
        }
    }

    private static void Check(JsonElement message, Place place)
    {
        string role = message.GetProperty("role").GetString()!;
        bool hasContent = IsGiven(message, "content", out JsonElement content);
        if (hasContent)
        {
            place.Enter("content");
            ContentCheck.Check(content, role, place);
            place.Leave();
        }
        else if (role == "assistant" && !IsGiven(message, "tool_calls", out _)
            && !IsGiven(message, "function_call", out _)
            && !IsGiven(message, "refusal", out _))
        {
            place.Refuse("MissingContent", "has no content.", "Give each message its text.");
        }

        if (IsGiven(message, "refusal", out JsonElement refusal))
        {
            place.Enter("refusal");
            ContentCheck.Check(refusal, role, place);
            place.Leave();
        }
    }

    private static bool IsGiven(JsonElement message, string key, out JsonElement value)
        => message.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
}
