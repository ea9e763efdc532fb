using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Reads what a job tells on its way: events, whose unknown types and levels are kept as they are, and checkpoints.
/// </summary>
internal static class EventReader
{
    /// <summary>The event in a response.</summary>
    public static FineTuneEvent Read(JsonElement item, string jobId)
    {
        JsonElement data = item.Field("data");
        return new FineTuneEvent
        {
            Id = item.Text("id") ?? "",
            JobId = jobId,
            CreatedAt = item.Time("created_at") ?? DateTimeOffset.UnixEpoch,
            Level = item.Text("level") ?? "info",
            Type = item.Text("type") ?? "message",
            Message = item.Text("message") ?? "",
            Step = (int?)data.Integer("step"),
            TotalSteps = (int?)data.Integer("total_steps"),
            Metrics = Numbers(item, "data"),
        };
    }

    /// <summary>The checkpoint in a response.</summary>
    public static FineTuneCheckpoint ReadCheckpoint(JsonElement item, string jobId, string connection) => new()
    {
        Id = item.Text("id") ?? "",
        JobId = item.Text("fine_tuning_job_id") ?? jobId,
        FineTunedModel = item.Text("fine_tuned_model_checkpoint") ?? "",
        Step = (int)(item.Integer("step_number") ?? item.Field("metrics").Integer("step") ?? 0),
        CreatedAt = item.Time("created_at") ?? DateTimeOffset.UnixEpoch,
        Metrics = Numbers(item, "metrics"),
        Connection = connection,
    };

    // The measurements among an object's members, by their names.
    private static Dictionary<string, double> Numbers(JsonElement item, string name)
        => item.Members(name)
            .Where(member => member.Name is not ("step" or "total_steps") && member.Value.Number() is not null)
            .ToMap(value => value.Number()!.Value);
}
