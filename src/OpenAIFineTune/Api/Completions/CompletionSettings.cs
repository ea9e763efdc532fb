namespace OpenAIFineTune.Api.Completions;

/// <summary>The choices of a request beside its prompt; null leaves one to the service.</summary>
internal sealed record CompletionSettings
{
    public int? MaxTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public int? Count { get; init; }

    /// <summary>How many of the most probable tokens to report at each place; 0 reports only the chosen one.</summary>
    public int? LogProbs { get; init; }

    public double? PresencePenalty { get; init; }

    public double? FrequencyPenalty { get; init; }

    public IReadOnlyDictionary<string, double>? LogitBias { get; init; }

    public long? Seed { get; init; }

    public int? BestOf { get; init; }

    public bool Echo { get; init; }

    public string? Suffix { get; init; }

    public string? User { get; init; }

    /// <summary>The service's <c>response_format</c>; null for free text.</summary>
    public JsonObject? ResponseFormat { get; init; }

    /// <summary>Fields that are added to the body as they are, over those of the same name.</summary>
    public JsonObject? Additional { get; init; }
}
