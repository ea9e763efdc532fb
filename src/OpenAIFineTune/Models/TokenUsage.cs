namespace OpenAIFineTune;

/// <summary>The tokens that an answer took.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">Both together.</param>
public sealed record TokenUsage(int PromptTokens, int CompletionTokens, int TotalTokens)
{
    /// <inheritdoc/>
    public override string ToString() => $"{PromptTokens} + {CompletionTokens} = {TotalTokens} tokens";
}
