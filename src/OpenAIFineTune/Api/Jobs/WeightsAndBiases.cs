using System.Text.Json.Nodes;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>The Weights and Biases project that a service reports a job's measurements to.</summary>
internal sealed record WeightsAndBiases(string Project)
{
    public string? Name { get; init; }

    public string? Entity { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The element of a request's <c>integrations</c>.</summary>
    public JsonObject ToJson()
    {
        JsonObject wandb = new() { ["project"] = Project };
        if (Name is not null)
        {
            wandb["name"] = Name;
        }

        if (Entity is not null)
        {
            wandb["entity"] = Entity;
        }

        if (Tags.Count > 0)
        {
            wandb["tags"] = new JsonArray([.. Tags.Select(tag => JsonValue.Create(tag))]);
        }

        return new JsonObject { ["type"] = "wandb", ["wandb"] = wandb };
    }
}
