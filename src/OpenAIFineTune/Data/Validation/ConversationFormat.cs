namespace OpenAIFineTune.Data.Validation;

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
}
