namespace OpenAIFineTune.Engine.Learning;

/// <summary>A piece of an answer, and what else could have stood there.</summary>
internal sealed record AnswerToken(string Text, double LogProb, IReadOnlyList<(string Text, double LogProb)> Likely)
{
    /// <summary>The protocol's word for why the answer ends, stop or length; null for a piece before its end.</summary>
    public string? FinishReason { get; private init; }

    /// <summary>The end of an answer.</summary>
    public static AnswerToken End(bool isCut) => new("", 0, []) { FinishReason = isCut ? "length" : "stop" };
}
