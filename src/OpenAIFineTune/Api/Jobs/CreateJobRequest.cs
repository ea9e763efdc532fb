using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>What a job is asked for with.</summary>
internal sealed record CreateJobRequest
{
    public required string Model { get; init; }

    /// <summary>The id of the uploaded training file.</summary>
    public string TrainingFile { get; init; } = "";

    public string? ValidationFile { get; init; }

    public string? Suffix { get; init; }

    public long? Seed { get; init; }

    /// <summary>The training method and its settings; null leaves them to the service.</summary>
    public TrainingMethod? Method { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Where measurements are reported to besides; null for nowhere.</summary>
    public WeightsAndBiases? WeightsAndBiases { get; init; }

    /// <summary>Fields that only this service knows.</summary>
    public JsonObject? ExtraBody { get; init; }

    /// <summary>The body of the request.</summary>
    public JsonObject ToJson()
    {
        JsonObject body = new() { ["model"] = Model, ["training_file"] = TrainingFile };
        body.AddKnown("validation_file", ValidationFile);
        body.AddKnown("suffix", Suffix);
        body.AddKnown("seed", Seed);
        Method?.AddTo(body);
        if (Metadata.Count > 0)
        {
            body["metadata"] = new JsonObject(
                Metadata.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
        }

        if (WeightsAndBiases is not null)
        {
            body["integrations"] = new JsonArray(new JsonObject
            {
                ["type"] = "wandb",
                ["wandb"] = JsonSerializer.SerializeToNode(WeightsAndBiases, WireJson.Options),
            });
        }

        foreach ((string name, JsonNode? value) in ExtraBody ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }
}
