using System.Text.Json;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Checks the messages of a conversation.</summary>
internal static class MessageCheck
{
    private static readonly Dictionary<string, string[]> s_keysOfRole = new()
    {
        ["system"] = ["role", "content", "name"],
        ["user"] = ["role", "content", "name"],
        ["assistant"] = ["role", "content", "name", "refusal", "audio", "tool_calls", "function_call", "weight"],
        ["tool"] = ["role", "content", "tool_call_id"],
        ["function"] = ["role", "content", "name"],
    };

    /// <summary>True for a message of the assistant.</summary>
    public static bool IsAssistant(JsonElement message) => RoleOf(message) == "assistant";

    /// <summary>Checks the list of messages at <paramref name="key"/>.</summary>
    public static void CheckAll(JsonElement parent, string key, LineFindings findings)
    {
        if (!parent.TryGetProperty(key, out JsonElement messages) || messages.ValueKind != JsonValueKind.Array
            || messages.GetArrayLength() == 0)
        {
            findings.Error("MissingKey", $"There is no list '{key}' with at least one message.", $"Write \"{key}\":[{{\"role\":…}}].");
            return;
        }

        int number = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            Check(message, $"{key}[{number++}]", findings);
        }
    }

    private static void Check(JsonElement message, string where, LineFindings findings)
    {
        string? role = RoleOf(message);
        if (role is null || !s_keysOfRole.TryGetValue(role, out string[]? known))
        {
            string given = role is null ? "no role" : $"the role '{role}'";
            findings.Error("UnknownRole", $"{where} has {given}.", $"Use one of {string.Join(", ", s_keysOfRole.Keys)}.");
            return;
        }

        foreach (JsonProperty property in message.EnumerateObject().Where(property => !known.Contains(property.Name)))
        {
            findings.Error(
                "UnknownKey", $"{where} has the key '{property.Name}', which a message of the {role} can't have.", "Remove it.");
        }

        CheckNeeded(message, role, where, findings);
        if (message.TryGetProperty("content", out JsonElement content))
        {
            ContentCheck.Check(content, role, where, findings);
        }

        if (message.TryGetProperty("weight", out JsonElement weight) && weight.GetRawText() is not ("0" or "1"))
        {
            findings.Error("InvalidWeight", $"{where} has a weight that is neither 0 nor 1.", "Use 0 or 1.");
        }

        ToolCheck.CheckCalls(message, where, findings);
    }

    private static void CheckNeeded(JsonElement message, string role, string where, LineFindings findings)
    {
        bool hasCall = IsGiven(message, "tool_calls") || IsGiven(message, "function_call") || IsGiven(message, "refusal");
        if (!IsGiven(message, "content") && role != "function" && !(role == "assistant" && hasCall))
        {
            findings.Error("MissingContent", $"{where} has no content.", "Give each message its text.");
        }

        string? needed = role == "tool" ? "tool_call_id" : role == "function" ? "name" : null;
        if (needed is not null && !IsText(message, needed))
        {
            findings.Error("MissingKey", $"{where} has no '{needed}'.", $"A message of the {role} needs it.");
        }
    }

    private static string? RoleOf(JsonElement message)
        => message.ValueKind == JsonValueKind.Object && IsText(message, "role") ? message.GetProperty("role").GetString() : null;

    private static bool IsText(JsonElement message, string key)
        => message.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String;

    private static bool IsGiven(JsonElement message, string key)
        => message.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
}
