using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Tells formats by the keys of their lines, and where keys don't tell, by their messages.</summary>
internal static class ConversationFormat
{
    private static readonly string[] s_chatKeys =
        [TrainingLine.Messages, "tools", "parallel_tool_calls", "functions"];

    /// <summary>The conversation format whose keys are among <paramref name="columns"/>; null for none.</summary>
    public static FineTuneFormat? Of(IEnumerable<string> columns)
    {
        HashSet<string> names = [.. columns];
        bool isChat = names.Contains(TrainingLine.Messages)
            || (names.Contains(ShareGptConversation.Key) && !names.Contains(ExampleColumns.UsualPrompt));
        return isChat ? FineTuneFormat.Chat
            : names.Contains(TrainingLine.PreferredOutput)
                || names.Contains(TrainingLine.NonPreferredOutput) ? FineTuneFormat.Preference
            : null;
    }

    /// <summary>True when rows of these columns can be conversations of the format.</summary>
    public static bool Fits(IEnumerable<string> columns, FineTuneFormat format)
        => Of(columns) is FineTuneFormat found
            && (found == format || (found == FineTuneFormat.Chat && format == FineTuneFormat.Reinforcement));

    /// <summary>
    /// The format of a line in a file of the format <paramref name="file"/>, as far as that is known; null when it has
    /// no key of any. Lines for reinforcement may look like chats.
    /// </summary>
    public static FineTuneFormat? Of(JsonElement line, FineTuneFormat? file)
        => Of(line.EnumerateObject().Select(property => property.Name)) switch
        {
            FineTuneFormat.Chat when file == FineTuneFormat.Reinforcement || IsReinforcement(line)
                => FineTuneFormat.Reinforcement,
            null => line.TryGetProperty("prompt", out _) ? FineTuneFormat.PromptCompletion : null,
            FineTuneFormat found => found,
        };

    /// <summary>
    /// True for a conversation that waits for an answer, and has a developer's message or beside it, under names of the
    /// author's own, whatever the grader compares with.
    /// </summary>
    public static bool IsReinforcement(JsonElement line)
        => line.TryGetProperty(TrainingLine.Messages, out JsonElement messages)
            && messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0
            && !Turn.IsAssistant(messages.EnumerateArray().Last())
            && (line.EnumerateObject().Any(property => !s_chatKeys.Contains(property.Name))
                || messages.EnumerateArray().Any(message => Turn.RoleOf(message) == "developer"));
}
