using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Reads hyperparameters: <c>auto</c> or a number in the range of OpenAI's API description 2.3.0.</summary>
internal static class HyperparameterReader
{
    private const string Auto = "auto";

    // The service names no bounds; beyond these the learner does not learn, or its numbers overflow.
    private const double MinMultiplier = 0.0001;
    private const double MaxMultiplier = 1000;

    /// <summary>Takes each from its method's place, else from the older place at the top.</summary>
    public static JsonObject Read(Arguments top, Arguments method, bool hasBeta)
    {
        JsonObject chosen = new()
        {
            ["n_epochs"] = Whole(method, "n_epochs", 50) ?? Whole(top, "n_epochs", 50) ?? Auto,
            ["batch_size"] = Whole(method, "batch_size", 256) ?? Whole(top, "batch_size", 256) ?? Auto,
            ["learning_rate_multiplier"] = Multiplier(method) ?? Multiplier(top) ?? Auto,
        };
        if (hasBeta)
        {
            chosen["beta"] = Number(method, "beta", double.Epsilon, 2) ?? Auto;
        }

        return chosen;
    }

    private static JsonNode? Whole(Arguments arguments, string name, int maximum)
        => IsAuto(arguments[name]) ? Auto : arguments.Integer(name, 1, maximum);

    private static JsonNode? Multiplier(Arguments arguments)
        => Number(arguments, "learning_rate_multiplier", MinMultiplier, MaxMultiplier);

    private static JsonNode? Number(Arguments arguments, string name, double minimum, double maximum)
        => IsAuto(arguments[name]) ? Auto : arguments.Number(name, minimum, maximum);

    private static bool IsAuto(JsonNode? node)
        => node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() == Auto;
}
