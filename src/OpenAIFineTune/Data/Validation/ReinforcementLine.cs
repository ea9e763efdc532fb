using System.Text.Json;

namespace OpenAIFineTune.Data.Validation;

/// <summary>
/// Lines for reinforcement: a conversation that waits for an answer, and beside it whatever the grader compares with,
/// under names of the author's own.
/// </summary>
internal static class ReinforcementLine
{
    private static readonly string[] s_roles = ["developer", "system", "user", "assistant", "tool"];

    /// <summary>True for a line whose last message is no answer and that has keys of its own or a developer's message.</summary>
    public static bool Is(JsonElement line)
    {
        if (!line.TryGetProperty("messages", out JsonElement messages) || messages.ValueKind != JsonValueKind.Array
            || messages.GetArrayLength() == 0 || RoleOf(messages.EnumerateArray().Last()) == "assistant")
        {
            return false;
        }

        return line.EnumerateObject().Any(property => !ConversationCheck.ChatKeys.Contains(property.Name))
            || messages.EnumerateArray().Any(message => RoleOf(message) == "developer");
    }

    /// <summary>Finds what is wrong with the messages of such a line.</summary>
    public static void Check(JsonElement line, LineFindings findings)
    {
        int number = 0;
        foreach (JsonElement message in line.GetProperty("messages").EnumerateArray())
        {
            string where = $"messages[{number++}]";
            string? role = RoleOf(message);
            if (role is null || !s_roles.Contains(role))
            {
                findings.Error("UnknownRole", $"{where} has no role of a reinforcement line.", $"Use one of {string.Join(", ", s_roles)}.");
            }
            else if (role != "assistant" && (!message.TryGetProperty("content", out JsonElement content)
                || content.ValueKind is not (JsonValueKind.String or JsonValueKind.Array)))
            {
                findings.Error("MissingContent", $"{where} has no content.", "Give each message its text.");
            }
        }
    }

    private static string? RoleOf(JsonElement message)
        => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out JsonElement role)
            && role.ValueKind == JsonValueKind.String ? role.GetString() : null;
}
