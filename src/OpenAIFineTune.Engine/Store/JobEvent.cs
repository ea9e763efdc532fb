using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>Something that happened to a job.</summary>
internal sealed record JobEvent(string Id, long CreatedAt, string Level, string Type, string Message)
{
    public const string MessageType = "message";
    /// <summary>Measurements, for an event of type <c>metrics</c>.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>An event of now; with measurements it is of type <c>metrics</c>.</summary>
    public static JobEvent New(string message, string level, long now, JsonObject? metrics = null)
        => new(ResourceId.New("ftevent-"), now, level, metrics is null ? MessageType : "metrics", message)
        {
            Data = metrics,
        };

    public JsonObject Describe() => new()
    {
        ["object"] = "fine_tuning.job.event",
        ["id"] = Id,
        ["created_at"] = CreatedAt,
        ["level"] = Level,
        ["message"] = Message,
        ["type"] = Type,
        ["data"] = Data?.DeepClone() ?? new JsonObject(),
    };
}
