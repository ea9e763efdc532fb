namespace OpenAIFineTune;

/// <summary>One example and what the model answered to it.</summary>
public sealed class MeasuredAnswer
{
    /// <summary>The line in the validation file, from 1.</summary>
    public long Line { get; init; }

    /// <summary>The prompt; of a conversation, the last message before the answer.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>The answer in the file, without leading blank and stop sequence.</summary>
    public string Expected { get; init; } = "";

    /// <summary>The model's answer, cut in the same way.</summary>
    public string Answer { get; init; } = "";

    /// <summary>True when both are the same text.</summary>
    public bool IsRight => string.Equals(Expected, Answer, StringComparison.Ordinal);

    /// <summary>How long the answer took.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Tokens used; null when the service does not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Answer;
}
