using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Learning;

/// <summary>What a request asks of the answers.</summary>
internal sealed record SamplingOptions
{
    /// <summary>How many answers to each conversation.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The most tokens of an answer; null for as many as it has.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts before which an answer ends.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Null and 0 give the most probable answers in their order; more draws them at random.</summary>
    public double? Temperature { get; init; }

    public long? Seed { get; init; }

    /// <summary>How many likely tokens to list at each place; null for no probabilities at all.</summary>
    public int? LogProbs { get; init; }

    /// <summary>Reads what the endpoints have in common, and checks what no learner here looks at.</summary>
    public static SamplingOptions Read(Arguments arguments)
    {
        _ = arguments.Number("top_p", 0, 1);
        _ = arguments.Number("presence_penalty", -2, 2);
        _ = arguments.Number("frequency_penalty", -2, 2);
        IReadOnlyList<string> stop = arguments.Texts("stop");
        return new SamplingOptions
        {
            Count = (int)(arguments.Integer("n", 1, 128) ?? 1),
            MaxTokens = (int?)arguments.Integer("max_tokens", 0, int.MaxValue),
            Stop = stop.Count <= 4
                ? stop
                : throw RequestFailure.Invalid("stop", "Invalid 'stop': at most 4 sequences are possible."),
            Temperature = arguments.Number("temperature", 0, 2),
            Seed = arguments.Integer("seed", long.MinValue, long.MaxValue),
        };
    }
}
