namespace OpenAIFineTune.Api.Completions;

/// <summary>One question to one model.</summary>
/// <param name="Format">The model and how it wants to be asked.</param>
/// <param name="Prompt">The question as the caller gave it; of a conversation, the last message.</param>
internal sealed record CompletionRequest(PromptFormat Format, string Prompt)
{
    /// <summary>The conversation; null for one that consists of the prompt.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>What the assistant is told before the prompt; null for nothing.</summary>
    public string? SystemMessage { get; init; }

    public CompletionSettings Settings { get; init; } = new();

    /// <summary>True to hand the answer on as the service wrote it.</summary>
    public bool IsRaw { get; init; }
}
