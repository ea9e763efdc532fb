using System.Globalization;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Finds settings that a service would refuse, before anything is uploaded for them. The limits are those of OpenAI's
/// API description 2.3.0; other services may have wider ones, so that only what can't be right anywhere is refused
/// for them.
/// </summary>
internal static class JobRules
{
    private const int MostNotes = 16;
    private const int LongestKey = 64;
    private const int LongestValue = 512;
    private const int LongestSuffix = 64;

    // Our tag and fingerprint, which are added when the job is submitted.
    private const int NotesToCome = 2;

    private static readonly string[] s_reinforcement = ["reinforcement"];

    private static readonly HyperparameterRule[] s_rules =
    [
        new("n_epochs", "Epochs", IsWhole: true, Most: 50),
        new("batch_size", "BatchSize", IsWhole: true, Most: 256),
        new("learning_rate_multiplier", "LearningRateMultiplier"),
        new("beta", "Beta", Most: 2) { Methods = ["dpo"] },
        new("reasoning_effort", "ReasoningEffort") { Methods = s_reinforcement },
        new("compute_multiplier", "ComputeMultiplier", Most: 10) { Methods = s_reinforcement },
        new("eval_interval", "EvalInterval", IsWhole: true) { Methods = s_reinforcement },
        new("eval_samples", "EvalSamples", IsWhole: true) { Methods = s_reinforcement },
    ];

    /// <summary>Throws <c>InvalidSetting</c>, which names the parameter, when a setting can't be right.</summary>
    public static void Check(JobSettings settings, CreateJobRequest request, bool hasLimits)
    {
        foreach (HyperparameterRule rule in s_rules)
        {
            if (settings.Hyperparameters.TryGetValue(rule.Name, out object? value))
            {
                rule.Check(value, request.Method?.Type ?? "supervised", hasLimits);
            }
        }

        CheckSuffix(request.Suffix);
        CheckSeed(request.Seed);
        CheckGrader(settings);
        CheckNotes(request.Metadata);
        if (settings.WeightsAndBiases?.Project is "")
        {
            throw Wrong("WeightsAndBiasesProject", "it is empty");
        }
    }

    /// <summary>The error about a parameter.</summary>
    public static FineTuneException Wrong(string parameter, string reason)
        => new("InvalidSetting", $"-{parameter} can't be used so: {reason}.")
        {
            Target = parameter,
            Advice = $"Nothing was uploaded. 'Get-Help New-FineTune -Parameter {parameter}' tells what is possible.",
        };

    private static void CheckSuffix(string? suffix)
    {
        if (suffix is not null && suffix.Length is 0 or > LongestSuffix)
        {
            throw Wrong("Suffix", $"it may have 1 to {LongestSuffix} characters and has {suffix.Length}");
        }
    }

    private static void CheckSeed(long? seed)
    {
        if (seed is < 0 or > int.MaxValue)
        {
            throw Wrong(
                "Seed", string.Create(CultureInfo.InvariantCulture, $"{seed} is not between 0 and {int.MaxValue}"));
        }
    }

    private static void CheckGrader(JobSettings settings)
    {
        bool isReinforcement = settings.Method == "reinforcement";
        if (isReinforcement != settings.Grader is not null)
        {
            throw Wrong(
                "Grader", isReinforcement ? "-Method Reinforcement needs one" : "only -Method Reinforcement has one");
        }
    }

    private static void CheckNotes(IReadOnlyDictionary<string, string> notes)
    {
        if (notes.Count > MostNotes - NotesToCome)
        {
            throw Wrong(
                "Metadata",
                $"a job may have {MostNotes} entries, of which the module uses up to 4, "
                    + $"and {notes.Count} are too many");
        }

        foreach ((string key, string value) in notes)
        {
            if (key.Length is 0 or > LongestKey)
            {
                throw Wrong("Metadata", $"the key '{key}' does not have 1 to {LongestKey} characters");
            }

            if (value.Length > LongestValue)
            {
                throw Wrong(
                    "Metadata", $"the value of '{key}' has {value.Length} characters, and {LongestValue} are the most");
            }
        }
    }
}
