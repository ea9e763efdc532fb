using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Conversations as ShareGPT and many data sets after it have them:
/// <c>{"conversations":[{"from":"human","value":"…"},…]}</c>.
/// </summary>
internal static class ShareGptConversation
{
    /// <summary>The key of the turns.</summary>
    public const string Key = "conversations";

    private const string System = "system";

    private static readonly string[] s_kept = ["tools", "parallel_tool_calls"];

    private static readonly Dictionary<string, string> s_roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["human"] = Turn.User,
        ["gpt"] = Turn.Assistant,
        ["chatgpt"] = Turn.Assistant,
        ["bot"] = Turn.Assistant,
        ["model"] = Turn.Assistant,
    };

    /// <summary>True when the line is such a conversation.</summary>
    public static bool Is(JsonElement line)
        => line.TryGetProperty(Key, out JsonElement turns) && turns.ValueKind == JsonValueKind.Array
            && !line.TryGetProperty(TrainingLine.Messages, out _);

    /// <summary>Tells of a key that a chat line has no place for.</summary>
    public static FineTuneDataIssue KeyLeftOut(RowOrigin origin, string key) => new()
    {
        Severity = FineTuneSeverity.Information,
        Rule = "KeyLeftOut",
        Path = origin.Path,
        Line = origin.Line,
        Message = $"The key '{key}' is left out, here and on other lines: a line of a chat has no place for it.",
        Recommendation = "Nothing is to be done unless it belongs to the conversation.",
    };

    /// <summary>The keys that a chat line has no place for.</summary>
    public static IEnumerable<string> OtherKeys(JsonElement line)
        => line.EnumerateObject().Select(property => property.Name)
            .Where(name => name is not (Key or System) && !s_kept.Contains(name));

    /// <summary>
    /// The same conversation as a chat line; what is wrong with its turns is wrong with its messages too.
    /// </summary>
    public static JsonElement ToChat(JsonElement line)
    {
        Dictionary<string, object> chat = new() { [TrainingLine.Messages] = Messages(line).ToArray() };
        foreach (string key in s_kept)
        {
            if (line.TryGetProperty(key, out JsonElement value)
                && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                chat[key] = value;
            }
        }

        return JsonSerializer.SerializeToElement(chat);
    }

    private static IEnumerable<object> Messages(JsonElement line)
    {
        if (line.TryGetProperty(System, out JsonElement system) && system.ValueKind == JsonValueKind.String
            && system.GetString() is { Length: > 0 } text)
        {
            yield return new { role = System, content = text };
        }

        foreach (JsonElement turn in line.GetProperty(Key).EnumerateArray())
        {
            yield return turn.ValueKind == JsonValueKind.Object && turn.TryGetProperty("from", out JsonElement from)
                ? new Dictionary<string, object?> { ["role"] = Role(from), ["content"] = Content(turn) }
                : turn;
        }
    }

    private static object Role(JsonElement from)
        => from.ValueKind == JsonValueKind.String
            ? s_roles.GetValueOrDefault(from.GetString()!, from.GetString()!) : from;

    private static object? Content(JsonElement turn)
        => turn.TryGetProperty("value", out JsonElement value) ? value : null;
}
