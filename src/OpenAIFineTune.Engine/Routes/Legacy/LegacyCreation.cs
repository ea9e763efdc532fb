using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes.Legacy;

/// <summary>Reads a request for a job by the routes that OpenAI shut down on 2024-01-04.</summary>
internal static class LegacyCreation
{
    /// <summary>The old multipliers lay around 0.1; the learner's own rate is its multiplier 1.</summary>
    public const double MultiplierScale = 10;

    private const string DefaultModel = "curie";
    private const int DefaultEpochs = 4;
    private const int MaxSuffix = 40;

    private static readonly string[] s_names =
    [
        "training_file", "validation_file", "model", "suffix", "n_epochs", "batch_size", "learning_rate_multiplier",
        "prompt_loss_weight", "compute_classification_metrics", "classification_n_classes",
        "classification_positive_class", "classification_betas",
    ];

    public static StoredJob Read(Arguments arguments)
    {
        arguments.AllowOnly(s_names);
        CheckKinds(arguments);
        if (arguments.Flag("compute_classification_metrics"))
        {
            RequireClasses(arguments);
        }

        JsonNode multiplier = arguments.Number("learning_rate_multiplier", 0.00001, 100) is double given
            ? given * MultiplierScale : "auto";
        return JobCreation.Start(arguments, DefaultModel) with
        {
            Suffix = JobCreation.ReadSuffix(arguments, MaxSuffix),
            Hyperparameters = new JsonObject
            {
                ["n_epochs"] = arguments.Integer("n_epochs", 1, 50) ?? DefaultEpochs,
                ["batch_size"] = arguments.Integer("batch_size", 1, 256) is long size ? size : "auto",
                ["learning_rate_multiplier"] = multiplier,
            },
            Legacy = Keep(arguments),
        };
    }

    private static void RequireClasses(Arguments arguments)
    {
        if (arguments.Text("validation_file") is null)
        {
            throw RequestFailure.Invalid("validation_file", "Classification metrics need a validation file.");
        }

        if (arguments["classification_n_classes"] is null && arguments["classification_positive_class"] is null)
        {
            throw RequestFailure.Invalid(
                "classification_n_classes",
                "Classification metrics need 'classification_n_classes', "
                    + "or 'classification_positive_class' for two classes.");
        }
    }

    private static void CheckKinds(Arguments arguments)
    {
        _ = arguments.Integer("classification_n_classes", 2, int.MaxValue);
        _ = arguments.Text("classification_positive_class");
        bool areNumbers = arguments["classification_betas"] is null or JsonArray { Count: > 0 }
            && (arguments["classification_betas"] as JsonArray ?? [])
                .All(beta => beta?.GetValueKind() == JsonValueKind.Number);
        if (!areNumbers)
        {
            throw arguments.WrongType("classification_betas", "an array of numbers");
        }
    }

    // What has no effect here is shown again as it was sent.
    private static JsonObject Keep(Arguments arguments)
    {
        JsonObject kept = new()
        {
            ["prompt_loss_weight"] = arguments.Number("prompt_loss_weight", 0, 1) ?? 0.01,
            ["learning_rate_multiplier"] = arguments["learning_rate_multiplier"]?.DeepClone(),
        };
        string[] names =
        [
            "compute_classification_metrics", "classification_n_classes",
            "classification_positive_class", "classification_betas",
        ];
        foreach (string name in names.Where(name => arguments[name] is not null))
        {
            kept[name] = arguments[name]!.DeepClone();
        }

        return kept;
    }
}
