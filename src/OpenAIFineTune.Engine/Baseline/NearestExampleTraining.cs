using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>The training of a look-up: nothing is to be weighed, so that it is done in one step.</summary>
internal sealed class NearestExampleTraining(
    IReadOnlyList<TrainingExample> train,
    IReadOnlyList<TrainingExample> validation,
    TrainingOptions options,
    NearestExampleModel model) : ITraining
{
    public TrainingOptions Options => options;

    public long TrainedTokens { get; } = (long)options.Epochs * train.Sum(example => example.TokenCount);

    public int Epoch { get; set; }

    public bool IsDone => Epoch > 0;

    public ILearnedModel Model => model;

    public void Advance(Action<TrainingStep> onStep, CancellationToken cancellation)
    {
        TrainingProgress progress = new(1, onStep, validation.Count, index => model.Answer(validation[index]));
        foreach (TrainingExample example in train.Take(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Add(model.Answer(example));
        }

        Epoch = 1;
        progress.StepDone(1, Epoch, isEpochEnd: true, cancellation);
    }

    public void SaveState(Stream stream) => new TrainingState(Epoch, model, []).Save(stream);
}
