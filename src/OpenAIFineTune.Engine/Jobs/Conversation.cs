using System.Text;
using System.Text.Json;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Reads the messages of a chat, the same way for training and for answering.</summary>
internal static class Conversation
{
    /// <summary>The messages, each an object with a role.</summary>
    public static List<JsonElement> Turns(JsonElement messages)
    {
        if (messages.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("'messages' is not an array");
        }

        List<JsonElement> turns = [.. messages.EnumerateArray()];
        return turns.TrueForAll(turn => RoleOf(turn) is not null)
            ? turns
            : throw new FormatException("a message is not an object with a 'role'");
    }

    /// <summary>What the learner is asked: the last message of the user; without one, the last message.</summary>
    public static string Question(List<JsonElement> turns)
    {
        int asked = turns.FindLastIndex(turn => RoleOf(turn) == "user");
        if (asked < 0)
        {
            asked = turns.Count - 1;
        }

        return asked < 0 ? "" : TextOf(turns[asked]);
    }

    public static bool IsLearnableAnswer(JsonElement turn)
        => RoleOf(turn) == "assistant"
            && !(turn.TryGetProperty("weight", out JsonElement weight)
                && weight.ValueKind == JsonValueKind.Number
                && weight.GetDouble() == 0);

    /// <summary>The text of a message: a string, or the text parts of a list.</summary>
    public static string TextOf(JsonElement turn)
    {
        if (!turn.TryGetProperty("content", out JsonElement content))
        {
            return "";
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => JoinParts(content),
            JsonValueKind.Null => "",
            _ => throw new FormatException("a message's 'content' is neither a string nor an array"),
        };
    }

    private static string JoinParts(JsonElement parts)
    {
        StringBuilder text = new();
        foreach (JsonElement part in parts.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object
                && part.TryGetProperty("text", out JsonElement partText)
                && partText.ValueKind == JsonValueKind.String)
            {
                _ = text.Append(partText.GetString());
            }
        }

        return text.ToString();
    }

    private static string? RoleOf(JsonElement turn)
        => turn.ValueKind == JsonValueKind.Object
            && turn.TryGetProperty("role", out JsonElement role)
            && role.ValueKind == JsonValueKind.String
                ? role.GetString()
                : null;
}
