using System.Text.Json;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Lines for reinforcement: a conversation that waits for an answer, and beside it whatever the grader compares with,
/// under names of the author's own.
/// </summary>
internal static class ReinforcementLine
{
    private static readonly string[] s_chatKeys = ["messages", "tools", "parallel_tool_calls", "functions"];

    /// <summary>
    /// True for a line whose last message is no answer and that has keys of its own or a developer's message.
    /// </summary>
    public static bool Is(JsonElement line)
    {
        if (!line.TryGetProperty("messages", out JsonElement messages) || messages.ValueKind != JsonValueKind.Array
            || messages.GetArrayLength() == 0 || MessageCheck.RoleOf(messages.EnumerateArray().Last()) == "assistant")
        {
            return false;
        }

        return line.EnumerateObject().Any(property => !s_chatKeys.Contains(property.Name))
            || messages.EnumerateArray().Any(message => MessageCheck.RoleOf(message) == "developer");
    }
}
