using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Mini-batch stochastic gradient descent over the examples, in an order that the seed decides.</summary>
internal sealed class SoftmaxTraining : ITraining
{
    /// <summary>The rate at a multiplier of 1; it falls in a straight line towards the end of the training.</summary>
    private const float BaseRate = 1f;

    /// <summary>Features kept as vectors, at 8 bytes each.</summary>
    private const int CachedFeatures = 12_000_000;

    private readonly IReadOnlyList<TrainingExample> _examples;
    private readonly IReadOnlyList<TrainingExample> _validation;
    private readonly SoftmaxModel _model;
    private readonly AdagradOptimizer _optimizer;
    private readonly VectorCache _vectors;
    private readonly VectorCache _validationVectors;
    private readonly Dictionary<string, int> _labels;
    private readonly long _seed;
    private readonly int _stepsInEpoch;

    public SoftmaxTraining(
        IReadOnlyList<TrainingExample> examples,
        IReadOnlyList<TrainingExample> validation,
        TrainingOptions options,
        TrainingState start,
        long seed)
    {
        _examples = examples;
        _validation = validation;
        _seed = seed;
        Options = options;
        TrainedTokens = (long)options.Epochs * examples.Sum(example => example.TokenCount);
        Epoch = start.Epoch;
        _model = (SoftmaxModel)start.Model;
        _optimizer = new AdagradOptimizer(_model, start.Squares);
        _vectors = new VectorCache(_model.Space, examples, CachedFeatures);
        _validationVectors = new VectorCache(_model.Space, validation, CachedFeatures / 4);
        _labels = _model.Completions.Select((text, label) => (text, label)).ToDictionary(p => p.text, p => p.label);
        _stepsInEpoch = (examples.Count + options.BatchSize - 1) / options.BatchSize;
    }

    public TrainingOptions Options { get; }

    public long TrainedTokens { get; }

    public int Epoch { get; private set; }

    public bool IsDone => Epoch >= Options.Epochs;

    public ILearnedModel Model => _model;

    public void Advance(Action<TrainingStep> onStep, CancellationToken cancellation)
    {
        int epoch = Epoch + 1;
        TrainingProgress progress = new(
            _stepsInEpoch * Options.Epochs,
            onStep,
            _validation.Count,
            index => Answer(_validationVectors[index], _validation[index], new float[_model.Completions.Length]));
        int[] order = ShuffledOrder(epoch);
        for (int batch = 0; batch < _stepsInEpoch; batch++)
        {
            int first = batch * Options.BatchSize;
            int step = (Epoch * _stepsInEpoch) + batch + 1;
            Learn(order.AsSpan(first, Math.Min(Options.BatchSize, order.Length - first)), progress, cancellation);
            _optimizer.Step(RateAt(step));
            bool isEpochEnd = batch == _stepsInEpoch - 1;
            RequireFinite(!isEpochEnd || Array.TrueForAll(_model.Weights, float.IsFinite));
            progress.StepDone(step, epoch, isEpochEnd, cancellation);
        }

        Epoch = epoch;
    }

    public void SaveState(Stream stream) => new TrainingState(Epoch, _model, _optimizer.Squares).Save(stream);

    // A model of infinite weights answers nothing; it must not become a checkpoint.
    private static void RequireFinite(bool isFinite)
    {
        if (!isFinite)
        {
            throw new KnownFailure("TrainingDiverged", "The training diverged: its weights grew beyond all bounds.")
            {
                Advice = "Choose a smaller learning_rate_multiplier.",
            };
        }
    }

    private void Learn(ReadOnlySpan<int> batch, TrainingProgress progress, CancellationToken cancellation)
    {
        float[] errors = new float[_model.Completions.Length];
        foreach (int index in batch)
        {
            cancellation.ThrowIfCancellationRequested();
            FeatureVector vector = _vectors[index];
            Outcome outcome = Answer(vector, _examples[index], errors);
            RequireFinite(double.IsFinite(outcome.Loss));
            progress.Add(outcome);
            errors[_labels[_examples[index].Completion]] -= 1;
            _optimizer.Accumulate(vector, errors);
        }
    }

    private Outcome Answer(FeatureVector vector, TrainingExample example, float[] probabilities)
    {
        _model.Probabilities(vector, probabilities);
        if (!_labels.TryGetValue(example.Completion, out int label))
        {
            return Outcome.Of(0, isRight: false);
        }

        float right = probabilities[label];
        return Outcome.Of(right, isRight: right >= probabilities.Max());
    }

    private float RateAt(int step)
    {
        float left = 1f - ((step - 1f) / (_stepsInEpoch * Options.Epochs));
        return BaseRate * (float)Options.LearningRateMultiplier * left;
    }

    // Each epoch has a generator of its own, so that a resumed training needs no memory of the epochs before.
    private int[] ShuffledOrder(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, _examples.Count)];
        long mixed = (_seed + epoch) * 6364136223846793005;
        new Random((int)(mixed >> 32)).Shuffle(order);
        return order;
    }
}
