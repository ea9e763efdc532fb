using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Mini-batch stochastic gradient descent over the examples, in an order that the seed decides.</summary>
internal sealed class SoftmaxTraining
{
    /// <summary>The rate at a multiplier of 1; it falls in a straight line towards the end of the training.</summary>
    private const float BaseRate = 1f;

    /// <summary>Features kept as vectors, at 8 bytes each.</summary>
    private const int CachedFeatures = 12_000_000;

    private readonly IReadOnlyList<TrainingExample> _examples;
    private readonly TrainingOptions _options;
    private readonly SoftmaxModel _model;
    private readonly AdagradOptimizer _optimizer;
    private readonly VectorCache _vectors;
    private readonly Dictionary<string, int> _labels;
    private readonly int _doneEpochs;
    private readonly int _stepsInEpoch;

    public SoftmaxTraining(IReadOnlyList<TrainingExample> examples, TrainingOptions options, TrainingState start)
    {
        _examples = examples;
        _options = options;
        _doneEpochs = start.Epoch;
        _model = (SoftmaxModel)start.Model;
        _optimizer = new AdagradOptimizer(_model, start.Squares);
        _vectors = new VectorCache(_model.Space, examples, CachedFeatures);
        _labels = _model.Completions.Select((text, label) => (text, label)).ToDictionary(p => p.text, p => p.label);
        _stepsInEpoch = (examples.Count + options.BatchSize - 1) / options.BatchSize;
    }

    public SoftmaxModel Run(
        IReadOnlyList<TrainingExample> validation,
        Action<TrainingStep>? onStep,
        Action<TrainingState>? onEpoch,
        CancellationToken cancellation)
    {
        VectorCache vectors = new(_model.Space, validation, CachedFeatures / 4);
        TrainingProgress progress = new(_stepsInEpoch * _options.Epochs, onStep)
        {
            Validate = index => Answer(vectors[index], validation[index], new float[_model.Completions.Length]),
            ValidationCount = validation.Count,
        };
        for (int epoch = _doneEpochs + 1; epoch <= _options.Epochs; epoch++)
        {
            RunEpoch(epoch, progress, cancellation);
            onEpoch?.Invoke(new TrainingState(epoch, _model, _optimizer.Squares));
        }

        return _model;
    }

    private void RunEpoch(int epoch, TrainingProgress progress, CancellationToken cancellation)
    {
        int[] order = ShuffledOrder(epoch);
        for (int batch = 0; batch < _stepsInEpoch; batch++)
        {
            int first = batch * _options.BatchSize;
            int step = ((epoch - 1) * _stepsInEpoch) + batch + 1;
            Learn(order.AsSpan(first, Math.Min(_options.BatchSize, order.Length - first)), progress, cancellation);
            _optimizer.Step(RateAt(step));
            bool isEpochEnd = batch == _stepsInEpoch - 1;
            RequireFinite(!isEpochEnd || Array.TrueForAll(_model.Weights, float.IsFinite));
            progress.StepDone(step, epoch, isEpochEnd, cancellation);
        }
    }

    // A model of infinite weights answers nothing; it must not become a checkpoint.
    private static void RequireFinite(bool isFinite)
    {
        if (!isFinite)
        {
            throw new KnownFailure(
                "TrainingDiverged", "The training diverged: its weights grew beyond all bounds.")
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
        float left = 1f - ((step - 1f) / (_stepsInEpoch * _options.Epochs));
        return BaseRate * (float)_options.LearningRateMultiplier * left;
    }

    // Each epoch has a generator of its own, so that a resumed training needs no memory of the epochs before.
    private int[] ShuffledOrder(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, _examples.Count)];
        long mixed = (_options.Seed + epoch) * 6364136223846793005;
        new Random((int)(mixed >> 32)).Shuffle(order);
        return order;
    }
}
