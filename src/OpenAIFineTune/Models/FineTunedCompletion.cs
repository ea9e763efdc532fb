namespace OpenAIFineTune;

/// <summary>An answer of a model.</summary>
public sealed class FineTunedCompletion
{
    /// <summary>The answer, without the leading space and the stop sequence that training data carry.</summary>
    public string Text { get; init; } = "";

    /// <summary>What was asked, as the caller gave it.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>The model that answered.</summary>
    public string Model { get; init; } = "";

    /// <summary>Why the answer ended: <c>stop</c>, <c>length</c>, or another word of the service.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens used; null when the service does not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The service's id of the answer.</summary>
    public string Id { get; init; } = "";

    /// <summary>Logarithms of the probabilities of the answer's tokens; null unless asked for.</summary>
    public IReadOnlyList<TokenLogProb>? LogProbs { get; init => field = value?.ToArray(); }

    /// <summary>Which of several answers to one prompt this is, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The name of the connection that answered.</summary>
    public string? Connection { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
