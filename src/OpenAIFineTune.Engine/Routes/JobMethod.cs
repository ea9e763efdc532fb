using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Reads how a job is to be trained: its method and the hyperparameters.</summary>
internal static class JobMethod
{
    private const string Supervised = "supervised";
    private const string Preference = "dpo";

    private const string Auto = "auto";

    // The service names no bounds; beyond these the learner does not learn, or its numbers overflow.
    private const double MinMultiplier = 0.0001;
    private const double MaxMultiplier = 1000;

    private static readonly string[] s_names = ["n_epochs", "batch_size", "learning_rate_multiplier"];

    public static (string Method, JsonObject Hyperparameters) Read(Arguments arguments)
    {
        Arguments method = arguments.Nested("method");
        string kind = arguments["method"] is null ? Supervised : method.RequiredText("type");
        if (kind is not (Supervised or Preference))
        {
            throw method.Unsupported("type", $"The local engine knows {Supervised} and {Preference}, not '{kind}'.");
        }

        method.AllowOnly("type", kind);
        Arguments settings = method.Nested(kind);
        settings.AllowOnly("hyperparameters");
        Arguments own = settings.Nested("hyperparameters");
        own.AllowOnly(kind == Preference ? [.. s_names, "beta"] : s_names);
        Arguments common = arguments.Nested("hyperparameters");
        common.AllowOnly(s_names);
        return (kind, ReadHyperparameters(common, own, kind == Preference));
    }

    // Each is «auto» or a number in the range of OpenAI's API description 2.3.0, in its method's place, else in the
    // older place at the top.
    private static JsonObject ReadHyperparameters(Arguments top, Arguments method, bool hasBeta)
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
