using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>A model as it stood at the end of an epoch.</summary>
internal sealed record StoredCheckpoint(string Id, string JobId, string Model, int Epoch, int Step, long CreatedAt)
{
    public JsonObject Metrics { get; init; } = [];

    /// <summary>True once its owner deleted the model.</summary>
    public bool IsDeleted { get; init; }

    public JsonObject Describe() => new()
    {
        ["object"] = "fine_tuning.job.checkpoint",
        ["id"] = Id,
        ["created_at"] = CreatedAt,
        ["fine_tuned_model_checkpoint"] = Model,
        ["step_number"] = Step,
        ["metrics"] = Metrics.DeepClone(),
        ["fine_tuning_job_id"] = JobId,
    };

    /// <summary>A job's checkpoints, oldest first.</summary>
    internal sealed record List(IReadOnlyList<StoredCheckpoint> Items) : StoredRecord
    {
        public override bool Fits(string path)
            => Items is not null && Items.All(item => item is { Model: not null, Metrics.Count: >= 0 });
    }
}
