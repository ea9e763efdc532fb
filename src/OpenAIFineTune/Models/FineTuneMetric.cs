namespace OpenAIFineTune;

/// <summary>What was measured at one training step.</summary>
public sealed class FineTuneMetric
{
    /// <summary>The job that was trained.</summary>
    public required string JobId { get; init; }

    /// <summary>The training step, from 1.</summary>
    public int Step { get; init; }

    /// <summary>Loss on the training batch; null where not measured.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Share of right answers on the training batch, 0 to 1; null where not measured.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>Loss on the validation examples; null where not measured.</summary>
    public double? ValidLoss { get; init; }

    /// <summary>Share of right answers on the validation examples, 0 to 1; null where not measured.</summary>
    public double? ValidAccuracy { get; init; }

    /// <summary>Every further column that the service sent, by its name.</summary>
    public IReadOnlyDictionary<string, double> AdditionalMetrics { get; init; } = new Dictionary<string, double>();
}
