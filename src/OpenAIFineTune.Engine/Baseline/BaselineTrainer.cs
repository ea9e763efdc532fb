using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Labels;


namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// Trains <c>local-baseline</c>: a softmax classifier when completions repeat, else a look-up of the nearest example.
/// </summary>
internal sealed class BaselineTrainer(
    IReadOnlyList<TrainingExample> train, IReadOnlyList<TrainingExample> validation, TrainingOptions options)
{
    /// <summary>More classes than this are answers to look up, not labels to weigh against one another.</summary>
    private const int MaxClasses = 1024;

    /// <summary>Called with measurements, some hundreds of times at most.</summary>
    public Action<TrainingStep>? OnStep { get; init; }

    /// <summary>Called after each epoch; what it is given changes once it returns.</summary>
    public Action<TrainingState>? OnEpoch { get; init; }

    /// <summary>Where to go on; null to begin.</summary>
    public TrainingState? ResumeFrom { get; init; }

    /// <summary>An earlier model to learn on from; null to start from nothing.</summary>
    public BaselineModel? BaseModel { get; init; }

    /// <summary>Trains to the end; cancelling stops it between two examples.</summary>
    public BaselineModel Train(CancellationToken cancellation)
    {
        if (train.Count == 0)
        {
            throw new KnownFailure("EmptyInput", "There is no example to learn from.");
        }

        return IsClassification() ? Classify(cancellation) : Memorize(cancellation);
    }

    /// <summary>Judged on both files together, as when the data were prepared and divided.</summary>
    private bool IsClassification()
    {
        int classes = train.Select(example => example.Completion).Distinct(StringComparer.Ordinal).Count();
        return classes <= MaxClasses
            && Classification.Has([.. train.Concat(validation).Select(example => example.Completion)]);
    }

    private SoftmaxModel Classify(CancellationToken cancellation)
    {
        TrainingState start = ResumeFrom
            ?? SoftmaxStart.Create(train, Earlier<SoftmaxModel>("a classifier"), cancellation);
        SoftmaxTraining training = new(train, options, start);
        return training.Run(validation, OnStep, OnEpoch, cancellation);
    }

    private NearestExampleModel Memorize(CancellationToken cancellation)
    {
        NearestExampleModel? earlier = Earlier<NearestExampleModel>("a look-up of examples");
        NearestExampleModel model = NearestExampleModel.Create([.. earlier?.Examples ?? [], .. train], cancellation);
        TrainingProgress progress = new(1, OnStep)
        {
            Validate = index => model.Answer(validation[index]),
            ValidationCount = validation.Count,
        };
        foreach (TrainingExample example in train.Take(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Add(model.Answer(example));
        }

        progress.StepDone(1, 1, isEpochEnd: true, cancellation);
        OnEpoch?.Invoke(new TrainingState(1, model, []));
        return model;
    }

    private T? Earlier<T>(string kind)
        where T : BaselineModel => BaseModel switch
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
