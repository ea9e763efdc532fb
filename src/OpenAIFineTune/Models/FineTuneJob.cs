namespace OpenAIFineTune;

/// <summary>A fine-tuning job as the service last described it.</summary>
public sealed class FineTuneJob
{
    /// <summary>The service's id, such as <c>ftjob-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The service's own word for where the job stands.</summary>
    public FineTuneStatus Status { get; init; }

    /// <summary>The base model that is trained.</summary>
    public string Model { get; init; } = "";

    /// <summary>The name of the resulting model; null until there is one.</summary>
    public string? FineTunedModel { get; init; }

    /// <summary>The id of the uploaded training file.</summary>
    public string? TrainingFile { get; init; }

    /// <summary>The id of the uploaded validation file; null without one.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>The ids of the files with the measurements of the training.</summary>
    public IReadOnlyList<string> ResultFiles { get; init => field = value.ToArray(); } = [];

    /// <summary>The caller's part of the model's name.</summary>
    public string? Suffix { get; init; }

    /// <summary>The seed of the training.</summary>
    public long? Seed { get; init; }

    /// <summary>The training method: supervised, dpo or reinforcement; null when the service does not say.</summary>
    public string? Method { get; init; }

    /// <summary>The hyperparameters by the service's names; each is a number or the text <c>auto</c>.</summary>
    public IReadOnlyDictionary<string, object?> Hyperparameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>The caller's notes on the job.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Tokens that were trained on and are billed; null until known.</summary>
    public long? TrainedTokens { get; init; }

    /// <summary>When the service accepted the job.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the job ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the service expects the job to end; null when it does not say.</summary>
    public DateTimeOffset? EstimatedFinish { get; init; }

    /// <summary>Why the job failed; null otherwise.</summary>
    public FineTuneJobError? Error { get; init; }

    /// <summary>
    /// True once the job succeeded, failed or was cancelled; with a status that is not known, once the service names
    /// its end.
    /// </summary>
    public bool IsFinished
        => Status.Stage is FineTuneStage.Succeeded or FineTuneStage.Failed or FineTuneStage.Cancelled
            || (Status.Stage == FineTuneStage.Unknown && FinishedAt is not null);

    /// <summary>The name of the connection that the job was read from.</summary>
    public string? Connection { get; init; }

    /// <summary>Fields of the service that have no property here, as JSON text by name.</summary>
    public IReadOnlyDictionary<string, string> AdditionalProperties { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string ToString() => Id;
}
