using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Routes;

/// <summary>Reads hyperparameters: <c>auto</c> or a number in the range of OpenAI's API description 2.3.0.</summary>
internal static class HyperparameterReader
{
    private const string Auto = "auto";

    /// <summary>Takes each from its method's place, else from the older place at the top.</summary>
    public static JsonObject Read(Arguments top, Arguments method, bool hasBeta)
    {
        JsonObject chosen = new()
        {
            ["n_epochs"] = Whole(method, "n_epochs", 50) ?? Whole(top, "n_epochs", 50) ?? Auto,
            ["batch_size"] = Whole(method, "batch_size", 256) ?? Whole(top, "batch_size", 256) ?? Auto,
            ["learning_rate_multiplier"] = Positive(method, "learning_rate_multiplier", double.MaxValue)
                ?? Positive(top, "learning_rate_multiplier", double.MaxValue)
                ?? Auto,
        };
        if (hasBeta)
        {
            chosen["beta"] = Positive(method, "beta", 2) ?? Auto;
        }

        return chosen;
    }

    private static JsonNode? Whole(Arguments arguments, string name, int maximum)
        => IsAuto(arguments[name]) ? Auto : arguments.Integer(name, 1, maximum);

    private static JsonNode? Positive(Arguments arguments, string name, double maximum)
        => IsAuto(arguments[name]) ? Auto : arguments.Number(name, double.Epsilon, maximum);

    private static bool IsAuto(JsonNode? node)
        => node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() == Auto;
}
