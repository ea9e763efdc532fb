using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>A fine-tuning job: what was asked for, and where it stands.</summary>
internal sealed record StoredJob : StoredRecord
{
    public required string Id { get; init; }

    /// <summary>The model's name as it was asked for; an alias stays an alias.</summary>
    public required string Model { get; init; }

    public required string TrainingFile { get; init; }

    public string? ValidationFile { get; init; }

    public string Status { get; init; } = JobStatus.ValidatingFiles;

    public required long CreatedAt { get; init; }

    public long? UpdatedAt { get; init; }

    public long? FinishedAt { get; init; }

    public long? EstimatedFinish { get; init; }

    /// <summary>Orders jobs of the same second.</summary>
    public long Sequence { get; init; }

    /// <summary>Counts the resumes, so that a runner notices a pause that was taken back at once.</summary>
    public int Run { get; init; }

    /// <summary>The short id in the names of the job's models.</summary>
    public required string ModelId { get; init; }

    /// <summary>The learner that trains it; a record that names none is of the time when there was one.</summary>
    public string Learner { get; init; } = "local-baseline";

    public string? FineTunedModel { get; init; }

    public IReadOnlyList<string> ResultFiles { get; init; } = [];

    public string? Suffix { get; init; }

    public int Seed { get; init; }

    /// <summary>The training method: supervised or dpo.</summary>
    public string Method { get; init; } = "supervised";

    /// <summary>By the protocol's names; a number, or the text <c>auto</c> until the job has chosen.</summary>
    public JsonObject Hyperparameters { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public long? TrainedTokens { get; init; }

    public JobFault? Error { get; init; }

    /// <summary>The settings of a job that came by the legacy routes; null for one that did not.</summary>
    public JsonObject? Legacy { get; init; }

    public override bool Fits(string path)
        => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)) == Id
            && JobStatus.IsKnown(Status)
            && ResourceId.IsModel(ModelId)
            && Model is not null
            && TrainingFile is not null
            && Learner is not null
            && Method is not null
            && ResultFiles?.All(id => id is not null) == true
            && Metadata?.Values.All(value => value is not null) == true

            // A name that stands twice is found when the names are counted.
            && Hyperparameters?.Count >= 0 && Legacy?.Count is null or >= 0;

    /// <summary>True while the run that began with that record may go on: no pause, end or resume came since.</summary>
    public bool IsStillRun(StoredJob begun) => JobStatus.IsActive(Status) && Run == begun.Run;

    /// <summary>The name of the job's model, or of its checkpoint at a step.</summary>
    public string ModelName(int? step = null)
    {
        string name = $"ft:{Learner}:local:{ModelNames.CleanSuffix(Suffix)}:{ModelId}";
        return step is null ? name : $"{name}:ckpt-step-{step}";
    }

    /// <summary>The job as the protocol shows it.</summary>
    public JsonObject Describe() => new()
    {
        ["object"] = "fine_tuning.job",
        ["id"] = Id,
        ["model"] = Model,
        ["created_at"] = CreatedAt,
        ["finished_at"] = FinishedAt,
        ["estimated_finish"] = EstimatedFinish,
        ["fine_tuned_model"] = FineTunedModel,
        ["organization_id"] = "org-local",
        ["result_files"] = new JsonArray([.. ResultFiles.Select(id => (JsonNode?)id)]),
        ["status"] = Status,
        ["trained_tokens"] = TrainedTokens,
        ["training_file"] = TrainingFile,
        ["validation_file"] = ValidationFile,
        ["hyperparameters"] = CommonOf(),
        ["method"] = new JsonObject
        {
            ["type"] = Method,
            [Method] = new JsonObject { ["hyperparameters"] = Hyperparameters.DeepClone() },
        },
        ["integrations"] = new JsonArray(),
        ["seed"] = Seed,
        ["user_provided_suffix"] = Suffix,
        ["metadata"] = new JsonObject(
            Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["error"] = Error is null
            ? null
            : new JsonObject { ["code"] = Error.Code, ["message"] = Error.Message, ["param"] = Error.Param },
    };

    // The older place for hyperparameters knows only these three.
    private JsonObject CommonOf() => new(
        new[] { "n_epochs", "batch_size", "learning_rate_multiplier" }
            .Select(name => KeyValuePair.Create(name, Hyperparameters[name]?.DeepClone())));
}
