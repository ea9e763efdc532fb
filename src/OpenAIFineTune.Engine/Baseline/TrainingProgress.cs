using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Measures a training and reports it, at most some hundreds of times however many steps it has.</summary>
/// <param name="totalSteps">How many steps the whole training has.</param>
/// <param name="onStep">Takes the reports.</param>
/// <param name="validationCount">How many validation examples there are.</param>
/// <param name="validate">Answers the validation example of a number.</param>
internal sealed class TrainingProgress(
    int totalSteps, Action<TrainingStep> onStep, int validationCount, Func<int, Outcome> validate)
{
    private const int MaxReports = 200;
    private const int SampleSize = 32;

    private readonly int _interval = Math.Max(1, totalSteps / MaxReports);
    private readonly List<Outcome> _batches = [];

    /// <summary>Notes how a training example was answered before it was learned.</summary>
    public void Add(Outcome outcome) => _batches.Add(outcome);

    /// <summary>Reports the step when it is its turn.</summary>
    public void StepDone(int step, int epoch, bool isEpochEnd, CancellationToken cancellation)
    {
        if (!isEpochEnd && step != 1 && step % _interval != 0)
        {
            return;
        }

        double trainLoss = _batches.Average(outcome => outcome.Loss);
        double trainAccuracy = _batches.Average(outcome => outcome.IsRight ? 1.0 : 0.0);
        int sample = Math.Min(SampleSize, validationCount);
        (double? loss, double? accuracy) = Mean(step * SampleSize, sample, cancellation);
        (double? fullLoss, double? fullAccuracy) = isEpochEnd ? Mean(0, validationCount, cancellation) : (null, null);
        onStep(new TrainingStep(step, totalSteps, epoch, trainLoss, trainAccuracy, loss, accuracy)
        {
            IsEpochEnd = isEpochEnd,
            FullValidLoss = fullLoss,
            FullValidAccuracy = fullAccuracy,
        });
        _batches.Clear();
    }

    private (double? Loss, double? Accuracy) Mean(int first, int count, CancellationToken cancellation)
    {
        if (count == 0)
        {
            return (null, null);
        }

        double loss = 0;
        int right = 0;
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Outcome outcome = validate((int)(((uint)first + (uint)i) % (uint)validationCount));
            loss += outcome.Loss;
            right += outcome.IsRight ? 1 : 0;
        }

        return (loss / count, (double)right / count);
    }
}
