namespace OpenAIFineTune.Engine.Learning;

/// <summary>A training that goes from checkpoint to checkpoint, and in between may be left and gone on with.</summary>
internal interface ITraining
{
    /// <summary>How it runs, with everything decided that was left to the learner.</summary>
    TrainingOptions Options { get; }

    /// <summary>The tokens that the whole training learns from.</summary>
    long TrainedTokens { get; }

    /// <summary>How many epochs are done.</summary>
    int Epoch { get; }

    bool IsDone { get; }

    /// <summary>The model as it stands; the training goes on changing it.</summary>
    ILearnedModel Model { get; }

    /// <summary>Trains for an epoch, and reports its last step and some hundreds in all before it.</summary>
    void Advance(Action<TrainingStep> onStep, CancellationToken cancellation);

    /// <summary>Writes all that going on needs, in another process too, to end with the same model.</summary>
    void SaveState(Stream stream);
}
