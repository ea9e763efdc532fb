using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Routes.Legacy;

/// <summary>A job as the old routes showed it.</summary>
internal sealed class LegacyDescription(EngineStores stores)
{
    private const string Prefix = "ft-";
    private const string Multiplier = "learning_rate_multiplier";

    /// <summary>A job's id under the prefix of the old routes.</summary>
    public static string IdOf(StoredJob job) => Prefix + job.Id[JobStore.Prefix.Length..];

    /// <summary>The job's id of today; null for a text that is no old id.</summary>
    public static string? JobIdOf(string id)
        => ResourceId.IsValid(id, Prefix) ? JobStore.Prefix + id[Prefix.Length..] : null;

    public JsonObject Of(StoredJob job) => new()
    {
        ["id"] = IdOf(job),
        ["object"] = "fine-tune",
        ["model"] = job.Model,
        ["created_at"] = job.CreatedAt,
        ["updated_at"] = job.UpdatedAt ?? job.CreatedAt,
        ["fine_tuned_model"] = job.FineTunedModel,
        ["hyperparams"] = HyperparametersOf(job),
        ["organization_id"] = "org-local",
        ["status"] = job.Status switch
        {
            JobStatus.ValidatingFiles or JobStatus.Queued or JobStatus.Paused => "pending",
            string status => status,
        },
        ["training_files"] = Files(job.TrainingFile),
        ["validation_files"] = Files(job.ValidationFile),
        ["result_files"] = Files([.. job.ResultFiles]),
    };

    public JsonObject WithEvents(StoredJob job)
    {
        JsonObject description = Of(job);
        description["events"] = new JsonArray([.. LegacyEvents.Of(job, stores.Jobs.Events(job.Id))]);
        return description;
    }

    private JsonArray Files(params string?[] ids)
        => [.. ids.OfType<string>().Select(stores.Files.TryFind).OfType<StoredFile>().Select(file => file.Describe())];

    private static JsonObject HyperparametersOf(StoredJob job)
    {
        JsonObject described = job.Hyperparameters.DeepClone().AsObject();
        if (described[Multiplier] is JsonNode chosen && chosen.GetValueKind() == JsonValueKind.Number)
        {
            described[Multiplier] = chosen.Deserialize<double>() / LegacyCreation.MultiplierScale;
        }

        // As it was sent, where it was.
        foreach ((string name, JsonNode? value) in job.Legacy ?? [])
        {
            described[name] = value?.DeepClone() ?? described[name]?.DeepClone();
        }

        // «auto» is a word of today's routes.
        return new JsonObject(described.Select(pair => KeyValuePair.Create(
            pair.Key, pair.Value?.ToString() == "auto" ? null : pair.Value?.DeepClone())));
    }
}
