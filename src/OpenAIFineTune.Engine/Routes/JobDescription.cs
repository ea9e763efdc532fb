using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A job as the protocol shows it.</summary>
internal static class JobDescription
{
    public static JsonObject Of(StoredJob job) => new()
    {
        ["object"] = "fine_tuning.job",
        ["id"] = job.Id,
        ["model"] = job.Model,
        ["created_at"] = job.CreatedAt,
        ["finished_at"] = job.FinishedAt,
        ["estimated_finish"] = job.EstimatedFinish,
        ["fine_tuned_model"] = job.FineTunedModel,
        ["organization_id"] = "org-local",
        ["result_files"] = new JsonArray([.. job.ResultFiles.Select(id => (JsonNode?)id)]),
        ["status"] = job.Status,
        ["trained_tokens"] = job.TrainedTokens,
        ["training_file"] = job.TrainingFile,
        ["validation_file"] = job.ValidationFile,
        ["hyperparameters"] = CommonOf(job.Hyperparameters),
        ["method"] = new JsonObject
        {
            ["type"] = job.Method,
            [job.Method] = new JsonObject { ["hyperparameters"] = job.Hyperparameters.DeepClone() },
        },
        ["integrations"] = new JsonArray(),
        ["seed"] = job.Seed,
        ["user_provided_suffix"] = job.Suffix,
        ["metadata"] = new JsonObject(
            job.Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["error"] = job.Error is null
            ? null
            : new JsonObject
            {
                ["code"] = job.Error.Code,
                ["message"] = job.Error.Message,
                ["param"] = job.Error.Param,
            },
    };

    // The older place for hyperparameters knows only these three.
    private static JsonObject CommonOf(JsonObject hyperparameters) => new(
        new[] { "n_epochs", "batch_size", "learning_rate_multiplier" }
            .Select(name => KeyValuePair.Create(name, hyperparameters[name]?.DeepClone())));
}
