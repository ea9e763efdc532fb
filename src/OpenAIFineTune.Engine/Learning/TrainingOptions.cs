using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Learning;

/// <summary>How a training runs.</summary>
/// <param name="Epochs">How often every example is seen.</param>
/// <param name="BatchSize">Examples in one step.</param>
/// <param name="LearningRateMultiplier">Scales the learner's own rate; 1 leaves it as it is.</param>
internal sealed record TrainingOptions(int Epochs, int BatchSize, double LearningRateMultiplier)
{
    /// <summary>These, but for what was asked for as a number.</summary>
    public TrainingOptions With(JsonObject asked) => new(
        (int?)Number(asked, "n_epochs") ?? Epochs,
        (int?)Number(asked, "batch_size") ?? BatchSize,
        Number(asked, "learning_rate_multiplier") ?? LearningRateMultiplier);

    /// <summary>The hyperparameters that were asked for, with what was chosen in place of each <c>auto</c>.</summary>
    public JsonObject AddTo(JsonObject asked)
    {
        JsonObject chosen = asked.DeepClone().AsObject();
        chosen["n_epochs"] = Epochs;
        chosen["batch_size"] = BatchSize;
        chosen["learning_rate_multiplier"] = LearningRateMultiplier;
        return chosen;
    }

    private static double? Number(JsonObject asked, string name)
        => asked[name] is JsonNode node && node.GetValueKind() == JsonValueKind.Number
            ? node.Deserialize<double>() : null;
}
