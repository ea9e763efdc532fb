using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Turns a job's hyperparameters, some of them <c>auto</c>, into those that it is trained with.</summary>
internal static class HyperparameterChoice
{
    public static TrainingOptions Choose(StoredJob job, int exampleCount)
    {
        TrainingOptions automatic = TrainingOptions.Auto(exampleCount, job.Seed);
        return automatic with
        {
            Epochs = (int?)Number(job, "n_epochs") ?? automatic.Epochs,
            BatchSize = (int?)Number(job, "batch_size") ?? automatic.BatchSize,
            LearningRateMultiplier = Number(job, "learning_rate_multiplier") ?? automatic.LearningRateMultiplier,
        };
    }

    /// <summary>The job's hyperparameters with every <c>auto</c> replaced by what was chosen.</summary>
    public static JsonObject Describe(StoredJob job, TrainingOptions options)
    {
        JsonObject described = job.Hyperparameters.DeepClone().AsObject();
        described["n_epochs"] = options.Epochs;
        described["batch_size"] = options.BatchSize;
        described["learning_rate_multiplier"] = options.LearningRateMultiplier;
        return described;
    }

    private static double? Number(StoredJob job, string name)
        => job.Hyperparameters[name] is JsonNode node && node.GetValueKind() == JsonValueKind.Number
            ? node.Deserialize<double>()
            : null;
}
