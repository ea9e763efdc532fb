using System.Text.Json;
using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Tells formats by the keys of their lines.</summary>
internal static class ConversationFormat
{
    /// <summary>The conversation format whose keys are among <paramref name="columns"/>; null for none.</summary>
    public static FineTuneFormat? Of(IEnumerable<string> columns)
    {
        HashSet<string> names = [.. columns];
        bool isChat = names.Contains("messages")
            || (names.Contains(ShareGptConversation.Key) && !names.Contains(ExampleColumns.UsualPrompt));
        return isChat ? FineTuneFormat.Chat
            : names.Contains("preferred_output") || names.Contains("non_preferred_output") ? FineTuneFormat.Preference
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
            FineTuneFormat.Chat when file == FineTuneFormat.Reinforcement || ReinforcementLine.Is(line)
                => FineTuneFormat.Reinforcement,
            null => line.TryGetProperty("prompt", out _) ? FineTuneFormat.PromptCompletion : null,
            FineTuneFormat found => found,
        };
}
