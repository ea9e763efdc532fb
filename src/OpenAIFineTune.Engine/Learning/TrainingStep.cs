namespace OpenAIFineTune.Engine.Learning;

/// <summary>What was measured while training.</summary>
/// <param name="Step">The step just done, from 1.</param>
/// <param name="TotalSteps">How many steps the whole training has.</param>
/// <param name="Epoch">The epoch of the step, from 1.</param>
/// <param name="TrainLoss">Mean cross entropy on the batches since the last report, before they were learned.</param>
/// <param name="TrainAccuracy">Share of right answers on the same batches.</param>
/// <param name="ValidLoss">Mean cross entropy on a sample of the validation examples; null without any.</param>
/// <param name="ValidAccuracy">Share of right answers on the same sample.</param>
internal sealed record TrainingStep(
    int Step,
    int TotalSteps,
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double? ValidLoss,
    double? ValidAccuracy)
{
    /// <summary>True for the last step of an epoch.</summary>
    public bool IsEpochEnd { get; init; }

    /// <summary>Mean cross entropy on all validation examples; only at the end of an epoch.</summary>
    public double? FullValidLoss { get; init; }

    /// <summary>Share of right answers on all validation examples; only at the end of an epoch.</summary>
    public double? FullValidAccuracy { get; init; }
}
