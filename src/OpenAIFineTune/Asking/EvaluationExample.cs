using OpenAIFineTune.Api.Completions;

namespace OpenAIFineTune.Asking;

/// <summary>A question with its known answer.</summary>
/// <param name="Line">The line it stands on.</param>
/// <param name="Prompt">The prompt; of a conversation, the last message before the answer.</param>
/// <param name="Completion">The answer as it is in the file.</param>
internal sealed record EvaluationExample(long Line, string Prompt, string Completion)
{
    /// <summary>The messages before the answer; null for a prompt without a conversation.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}
