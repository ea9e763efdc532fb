namespace OpenAIFineTune.Engine.Inference;

/// <summary>One answer to a prompt.</summary>
/// <param name="Tokens">The pieces of the answer with their probabilities.</param>
/// <param name="FinishReason">The protocol's word for why it ends: stop or length.</param>
internal sealed record Answer(IReadOnlyList<AnswerToken> Tokens, string FinishReason)
{
    public string Text => string.Concat(Tokens.Select(token => token.Text));
}
