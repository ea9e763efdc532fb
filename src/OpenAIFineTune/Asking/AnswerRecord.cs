namespace OpenAIFineTune.Asking;

/// <summary>A line of an answer log: one answer, with what it was asked.</summary>
internal sealed record AnswerRecord
{
    /// <summary>The prompt's place in the run that recorded it, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>A hash of the whole request: the model, the prompt as it was sent, every setting.</summary>
    public required string Key { get; init; }

    public string Model { get; init; } = "";

    public string Prompt { get; init; } = "";

    public string Text { get; init; } = "";

    public string? FinishReason { get; init; }

    public string? Id { get; init; }

    /// <summary>Which of the request's answers this is, from 0.</summary>
    public int Choice { get; init; }

    /// <summary>How many answers the request got; all of them stand together.</summary>
    public int Choices { get; init; } = 1;

    public TokenUsage? Usage { get; init; }

    public IReadOnlyList<TokenLogProb>? LogProbs { get; init; }

    public static AnswerRecord Of(long index, string key, FineTunedCompletion answer) => new()
    {
        Index = index,
        Key = key,
        Model = answer.Model,
        Prompt = answer.Prompt,
        Text = answer.Text,
        FinishReason = answer.FinishReason,
        Id = answer.Id,
        Usage = answer.Usage,
        LogProbs = answer.LogProbs,
    };

    public FineTunedCompletion ToCompletion(string connection) => new()
    {
        Text = Text,
        Prompt = Prompt,
        Model = Model,
        FinishReason = FinishReason,
        Usage = Usage,
        Id = Id ?? "",
        LogProbs = LogProbs,
        Index = Choice,
        Connection = connection,
    };
}
