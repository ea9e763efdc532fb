using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Checks a request for a job, and makes it. The limits are of OpenAI's API description 2.3.0.</summary>
internal sealed class JobCreation(EngineStores stores)
{
    private const int MaxSuffix = 64;
    private const int MaxIntegrations = 5;
    private const int MaxMetadata = 16;
    private const int MaxMetadataKey = 64;
    private const int MaxMetadataValue = 512;

    // Without a seed of the caller's, training the same data again gives the same model.
    private const int DefaultSeed = 42;

    private static readonly string[] s_names =
    [
        "model", "training_file", "validation_file", "hyperparameters", "method", "suffix", "integrations", "seed",
        "metadata",
    ];

    /// <summary>Reads the body of today's route.</summary>
    public static StoredJob Read(Arguments arguments)
    {
        arguments.AllowOnly(s_names);
        (string method, JsonObject hyperparameters) = JobMethod.Read(arguments);
        return Start(arguments) with
        {
            Method = method,
            Hyperparameters = hyperparameters,
            Metadata = ReadMetadata(arguments),
            Seed = (int)(arguments.Integer("seed", 0, int.MaxValue) ?? DefaultSeed),
            Suffix = ReadSuffix(arguments, MaxSuffix),
        };
    }

    /// <summary>The services that a request wants the measurements sent to, which the engine does not do.</summary>
    public static IReadOnlyList<string> ReadIntegrations(Arguments arguments)
    {
        IReadOnlyList<Arguments> integrations = arguments.Objects("integrations");
        if (integrations.Count > MaxIntegrations)
        {
            throw arguments.Invalid("integrations", $"at most {MaxIntegrations} are possible.");
        }

        return integrations.FirstOrDefault(
            integration => integration.RequiredText("type") != "wandb") is Arguments other
            ? throw other.Unsupported("type", "The only integration that the protocol has is wandb.")
            : [.. integrations.Select(integration => integration.RequiredText("type"))];
    }

    /// <summary>The part of a request that both generations of routes have.</summary>
    public static StoredJob Start(Arguments arguments, string? defaultModel = null) => new()
    {
        Id = ResourceId.New(JobStore.Prefix),
        ModelId = ResourceId.NewModel(),
        CreatedAt = 0,
        Model = (defaultModel is null ? arguments.RequiredText("model") : arguments.Text("model")) ?? defaultModel!,
        TrainingFile = arguments.RequiredText("training_file"),
        ValidationFile = arguments.Text("validation_file"),
        Seed = DefaultSeed,
    };

    public static string? ReadSuffix(Arguments arguments, int maximum)
    {
        string? suffix = arguments.Text("suffix");
        return suffix is null || (suffix.Length >= 1 && suffix.Length <= maximum)
            ? suffix
            : throw RequestFailure.Invalid("suffix", $"Invalid 'suffix': it must have 1 to {maximum} characters.");
    }

    /// <summary>Stores a job whose model and files are there; the scheduler finds it.</summary>
    public StoredJob Create(StoredJob wanted)
    {
        string learner = stores.Learners.ForBase(wanted.Model)?.Name
            ?? (stores.Models.Find(wanted.Model) is null ? throw UnknownModel(wanted.Model)
                : ModelNames.Parse(wanted.Model)!.Value.Learner);
        RequireFile(wanted.TrainingFile, "training_file");
        if (wanted.ValidationFile is not null)
        {
            RequireFile(wanted.ValidationFile, "validation_file");
        }

        return stores.Jobs.Add(
            wanted with { CreatedAt = stores.Jobs.Now, Learner = learner },
            $"Created fine-tuning job: {wanted.Id}",
            $"Validating training file: {wanted.TrainingFile}");
    }

    private RequestFailure UnknownModel(string model)
    {
        string bases = string.Join(", ", stores.Learners.Bases);
        return new RequestFailure(404, $"There is no model '{model}' here to train. The base models are {bases}.")
        {
            Param = "model",
            Code = "model_not_found",
        };
    }

    private void RequireFile(string id, string param)
    {
        StoredFile file = stores.Files.Find(id) ?? throw RequestFailure.NotFound("File object", id, param);
        if (file.Purpose != "fine-tune")
        {
            throw RequestFailure.Invalid(
                param,
                $"The file {id} was uploaded for '{file.Purpose}', not for 'fine-tune'.",
                "invalid_file_purpose");
        }
    }

    private static Dictionary<string, string> ReadMetadata(Arguments arguments)
    {
        if (arguments["metadata"] is not JsonNode node)
        {
            return [];
        }

        if (node is not JsonObject pairs || pairs.Any(pair => pair.Value?.GetValueKind() != JsonValueKind.String))
        {
            throw arguments.WrongType("metadata", "an object of strings");
        }

        Dictionary<string, string> metadata = pairs.ToDictionary(p => p.Key, p => p.Value!.GetValue<string>());

        bool isWithinLimits = metadata.Count <= MaxMetadata
            && metadata.All(pair => pair.Key.Length <= MaxMetadataKey && pair.Value.Length <= MaxMetadataValue);
        return isWithinLimits
            ? metadata
            : throw RequestFailure.Invalid(
                "metadata",
                $"Invalid 'metadata': at most {MaxMetadata} pairs, "
                    + $"keys to {MaxMetadataKey} and values to {MaxMetadataValue} characters.");
    }
}
