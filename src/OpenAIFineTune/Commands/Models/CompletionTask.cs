using OpenAIFineTune.Api.Completions;

namespace OpenAIFineTune.Commands;

/// <summary>One prompt to one model, and what came of it.</summary>
/// <param name="Input">The prompt as it was passed.</param>
/// <param name="Request">What is sent.</param>
internal sealed record CompletionTask(PromptInput Input, CompletionRequest Request)
{
    /// <summary>Where its answers are recorded; null without a log.</summary>
    public AnswerKey? Key { get; init; }

    public IReadOnlyList<FineTunedCompletion> Answers { get; init; } = [];

    /// <summary>Why there are no answers; null when there are.</summary>
    public Exception? Failure { get; init; }
}
