using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Measures a training and reports it, at most some hundreds of times however many steps it has.</summary>
internal sealed class TrainingProgress(int totalSteps, Action<TrainingStep> onStep)
{
    private const int MaxReports = 200;
    private const int SampleSize = 32;

    private readonly int _interval = Math.Max(1, totalSteps / MaxReports);
    private readonly List<Outcome> _batches = [];

    /// <summary>Answers the validation example of a number; null without validation data.</summary>
    public Func<int, Outcome>? Validate { get; init; }

    /// <summary>How many validation examples there are.</summary>
    public int ValidationCount { get; init; }

    /// <summary>Notes how a training example was answered before it was learned.</summary>
    public void Add(Outcome outcome) => _batches.Add(outcome);

    /// <summary>Reports the step when it is its turn.</summary>
    public void StepDone(int step, int epoch, bool isEpochEnd, CancellationToken cancellation)
    {
        if (!isEpochEnd && step != 1 && step % _interval != 0)
        {
            return;
        }

        int sample = Math.Min(SampleSize, ValidationCount);
        (double? loss, double? accuracy) = Mean(step * SampleSize, sample, cancellation);
        (double? fullLoss, double? fullAccuracy) =
            isEpochEnd ? Mean(0, ValidationCount, cancellation) : (null, null);
        onStep(new TrainingStep(step, totalSteps, epoch, TrainLoss(), TrainAccuracy(), loss, accuracy)
        {
            IsEpochEnd = isEpochEnd,
            FullValidLoss = fullLoss,
            FullValidAccuracy = fullAccuracy,
        });
        _batches.Clear();
    }

    private double TrainLoss() => _batches.Average(outcome => outcome.Loss);

    private double TrainAccuracy() => _batches.Average(outcome => outcome.IsRight ? 1.0 : 0.0);

    private (double? Loss, double? Accuracy) Mean(int first, int count, CancellationToken cancellation)
    {
        if (Validate is null || count == 0)
        {
            return (null, null);
        }

        double loss = 0;
        int right = 0;
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Outcome outcome = Validate((int)(((uint)first + (uint)i) % (uint)ValidationCount));
            loss += outcome.Loss;
            right += outcome.IsRight ? 1 : 0;
        }

        return (loss / count, (double)right / count);
    }
}
