using System.Text.Json.Nodes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Reads how a job is to be trained: its method and the hyperparameters.</summary>
internal static class TrainingMethodReader
{
    private const string Supervised = "supervised";
    private const string Preference = "dpo";

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
        return (kind, HyperparameterReader.Read(common, own, kind == Preference));
    }
}
