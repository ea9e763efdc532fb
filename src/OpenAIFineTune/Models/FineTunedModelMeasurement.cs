namespace OpenAIFineTune;

/// <summary>How well a model answers the examples of a validation file.</summary>
public sealed class FineTunedModelMeasurement
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The validation file: its path, or its id at the service.</summary>
    public string Path { get; init; } = "";

    /// <summary>What the examples were taken for.</summary>
    public FineTuneTaskType TaskType { get; init; }

    /// <summary>The examples that were asked.</summary>
    public int ExampleCount { get; init; }

    /// <summary>The examples that got an answer; all shares are of these.</summary>
    public int AnsweredCount { get; init; }

    /// <summary>The examples that got no answer.</summary>
    public int ErrorCount { get; init; }

    /// <summary>Why examples got no answer: how often each error id came up.</summary>
    public IReadOnlyDictionary<string, int> Errors { get; init; } = new Dictionary<string, int>();

    /// <summary>The share of answers that are exactly the expected text.</summary>
    public double ExactMatch { get; init; }

    /// <summary>The share of right labels; null unless this is a classification.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The mean of the labels' F1, each label counting the same; null but for a classification.</summary>
    public double? MacroF1 { get; init; }

    /// <summary>The mean of the labels' F1, each example counting the same; null but for a classification.</summary>
    public double? WeightedF1 { get; init; }

    /// <summary>The mean F1 of the words that answer and expected text share: for texts that differ.</summary>
    public double WordF1 { get; init; }

    /// <summary>Precision, recall and F1 of each label, most frequent first; empty but for a classification.</summary>
    public IReadOnlyList<ClassMetric> Classes { get; init => field = value.ToArray(); } = [];

    /// <summary>What was answered for which label; null unless this is a classification.</summary>
    public ConfusionMatrix? ConfusionMatrix { get; init; }

    /// <summary>How long answers took; null when none came.</summary>
    public LatencyStatistics? Latency { get; init; }

    /// <summary>Tokens of all prompts and answers together; null when the service does not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The answers that differ from what was expected, in the file's order.</summary>
    public IReadOnlyList<MeasuredAnswer> Mistakes { get; init => field = value.ToArray(); } = [];

    /// <summary>The name of the connection that answered.</summary>
    public string? Connection { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Model;
}
