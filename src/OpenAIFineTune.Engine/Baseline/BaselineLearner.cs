using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// Trains <c>local-baseline</c>: a softmax classifier when completions repeat, else a look-up of the nearest example.
/// </summary>
internal sealed class BaselineLearner : ILearner
{
    /// <summary>More classes than this are answers to look up, not labels to weigh against one another.</summary>
    private const int MaxClasses = 1024;

    public string Name => "local-baseline";

    /// <summary>Its name; the classic names stand for the same.</summary>
    public IReadOnlyList<string> Bases { get; } = ["local-baseline", "ada", "babbage", "curie", "davinci"];

    /// <summary>Guides write Davinci as well as davinci.</summary>
    public bool Knows(string baseModel) => Bases.Contains(baseModel, StringComparer.OrdinalIgnoreCase);

    public ITraining Begin(TrainingTask task, CancellationToken cancellation)
    {
        List<TrainingExample> train = [.. task.Training.Select(TrainingExample.Of)];
        List<TrainingExample> validation = [.. task.Validation.Select(TrainingExample.Of)];
        if (train.Count == 0)
        {
            throw new KnownFailure("EmptyInput", "There is no example to learn from.");
        }

        TrainingOptions options = Auto(train.Count).With(task.Hyperparameters);
        TrainingState? state = task.State is null ? null : TrainingState.Load(task.State);
        if (!IsClassification(train, validation))
        {
            NearestExampleModel lookUp = state?.Model as NearestExampleModel ?? new NearestExampleModel(
                [.. Fitting<NearestExampleModel>(task.Earlier, "a look-up of examples")?.Examples ?? [], .. train],
                cancellation);
            return new NearestExampleTraining(train, validation, options, lookUp) { Epoch = state?.Epoch ?? 0 };
        }

        if (state?.Model is not SoftmaxModel)
        {
            SoftmaxModel model = SoftmaxModel.Begin(
                train, Fitting<SoftmaxModel>(task.Earlier, "a classifier"), cancellation);
            state = new TrainingState(0, model, new float[model.Weights.Length]);
        }

        return new SoftmaxTraining(train, validation, options, state, task.Seed);
    }

    public ILearnedModel Load(Stream model) => BaselineModel.Load(model);

    // Few examples are seen more often and in smaller batches.
    private static TrainingOptions Auto(int examples) => new(
        Epochs: Math.Clamp(20_000 / examples, 4, 20),
        BatchSize: Math.Clamp(examples / 200, 1, 64),
        LearningRateMultiplier: 1);

    // Judged on both files together, as when the data were prepared and divided.
    private static bool IsClassification(List<TrainingExample> train, List<TrainingExample> validation)
    {
        int classes = train.Select(example => example.Completion).Distinct(StringComparer.Ordinal).Count();
        return classes <= MaxClasses
            && Classification.Has([.. train.Concat(validation).Select(example => example.Completion)]);
    }

    private static T? Fitting<T>(Stream? earlier, string kind)
        where T : BaselineModel => (earlier is null ? null : BaselineModel.Load(earlier)) switch
        {
            null => null,
            T fitting => fitting,
            _ => throw new KnownFailure(
                "BaseModelMismatch", $"These examples make {kind}, and the model to go on from is of the other kind.")
            {
                Advice = "Start from local-baseline.",
            },
        };
}
