using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Reads a checkpoint of a job.</summary>
internal static class CheckpointReader
{
    /// <summary>The checkpoint in an answer.</summary>
    public static FineTuneCheckpoint Read(JsonElement item, string jobId, string connection) => new()
    {
        Id = item.Text("id") ?? "",
        JobId = item.Text("fine_tuning_job_id") ?? jobId,
        FineTunedModel = item.Text("fine_tuned_model_checkpoint") ?? "",
        Step = (int)(item.Integer("step_number") ?? item.Field("metrics").Integer("step") ?? 0),
        CreatedAt = item.Time("created_at") ?? DateTimeOffset.UnixEpoch,
        Metrics = EventReader.Numbers(item.Field("metrics")),
        Connection = connection,
    };
}
