namespace OpenAIFineTune.Engine.Inference;

/// <summary>A piece of an answer, and what else could have stood there.</summary>
internal sealed record AnswerToken(string Text, double LogProb, IReadOnlyList<(string Text, double LogProb)> Likely);
