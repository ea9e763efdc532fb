namespace OpenAIFineTune.Engine.Learning;

/// <summary>Trains base models of its kind, and reads what became of them.</summary>
internal interface ILearner
{
    /// <summary>What stands for it in the names of its models; no colon.</summary>
    string Name { get; }

    /// <summary>The base models that it can train here, for lists.</summary>
    IReadOnlyList<string> Bases { get; }

    /// <summary>True for a base model that it can train; it may know more than it lists.</summary>
    bool Knows(string baseModel);

    /// <summary>Prepares a training from its start, or from where its state says.</summary>
    /// <remarks>A state that is damaged is a <see cref="Protocol.KnownFailure"/>.</remarks>
    ITraining Begin(TrainingTask task, CancellationToken cancellation);

    /// <summary>Reads a model that one of its trainings wrote.</summary>
    ILearnedModel Load(Stream model);
}
