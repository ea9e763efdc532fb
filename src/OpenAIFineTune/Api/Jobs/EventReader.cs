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
            Metrics = Numbers(data),
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
        Metrics = Numbers(item.Field("metrics")),
        Connection = connection,
    };

    // The measurements among an object's members, by their names.
    private static Dictionary<string, double> Numbers(JsonElement data)
    {
        Dictionary<string, double> numbers = new(StringComparer.Ordinal);
        if (data.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in data.EnumerateObject())
            {
                if (member.Name is not ("step" or "total_steps") && data.Number(member.Name) is double number)
                {
                    numbers[member.Name] = number;
                }
            }
        }

        return numbers;
    }
}
