using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Reads an event of a job; unknown types and levels are kept as they are.</summary>
internal static class EventReader
{
    /// <summary>The event in an answer.</summary>
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

    /// <summary>The measurements among an object's members, by their names.</summary>
    public static IReadOnlyDictionary<string, double> Numbers(JsonElement data)
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
