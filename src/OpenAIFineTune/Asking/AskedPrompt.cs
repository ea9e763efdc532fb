using OpenAIFineTune.Api.Completions;

namespace OpenAIFineTune.Asking;

/// <summary>One prompt to one model, and what came of it.</summary>
/// <param name="Source">The prompt as it was passed.</param>
/// <param name="Request">What is sent.</param>
internal sealed record AskedPrompt<TSource>(TSource Source, CompletionRequest Request)
{
    public IReadOnlyList<FineTunedCompletion> Answers { get; init; } = [];

    /// <summary>Why there are no answers, or why they could not be recorded; null when all is well.</summary>
    public Exception? Failure { get; init; }

    /// <summary>How long the answers took.</summary>
    public TimeSpan Latency { get; init; }
}
