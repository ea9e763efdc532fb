namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Finds settings that a service would refuse, before anything is uploaded for them. The limits are those of OpenAI's
/// API description 2.3.0; other services may have wider ones, so that only what can't be right anywhere is refused
/// for them.
/// </summary>
internal static class JobRules
{
    /// <summary>The method whose lines have whatever fields their grader reads.</summary>
    public const string Reinforcement = "reinforcement";

    private const int MostNotes = 16;
    private const int LongestKey = 64;
    private const int LongestValue = 512;
    private const int LongestSuffix = 64;

    // Our tag and fingerprint, which are added when the job is submitted.
    private const int NotesToCome = 2;

    private static readonly Hyperparameter[] s_rules =
    [
        new("n_epochs", "Epochs", IsWhole: true, Most: 50),
        new("batch_size", "BatchSize", IsWhole: true, Most: 256),
        new("learning_rate_multiplier", "LearningRateMultiplier"),
        new("beta", "Beta", Most: 2, Method: "dpo"),
        new("reasoning_effort", "ReasoningEffort", Method: Reinforcement),
        new("compute_multiplier", "ComputeMultiplier", Most: 10, Method: Reinforcement),
        new("eval_interval", "EvalInterval", IsWhole: true, Method: Reinforcement),
        new("eval_samples", "EvalSamples", IsWhole: true, Method: Reinforcement),
    ];

    /// <summary>Throws <c>InvalidSetting</c>, which names the parameter, when a setting can't be right.</summary>
    public static void Check(JobSettings settings, CreateJobRequest request, bool hasLimits)
    {
        foreach (Hyperparameter rule in s_rules)
        {
            if (settings.Hyperparameters.TryGetValue(rule.Name, out object? value))
            {
                Check(rule, value, request.Method?.Type ?? "supervised", hasLimits);
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

    private static void Check(Hyperparameter rule, object value, string method, bool hasLimits)
    {
        if (rule.Method is not null && rule.Method != method)
        {
            throw Wrong(rule.Parameter, $"it belongs to -Method {rule.Method}, and the method is {method}");
        }

        // Other than a number, it is the word "auto" or, for the reasoning effort, a word of the service.
        string? wrong = value is not double number ? null
            : rule.IsWhole && (number < 1 || number != Math.Floor(number))
                ? "is not a whole number from 1 on, nor 'auto'"
            : number <= 0 ? "is not greater than 0, nor 'auto'"
            : hasLimits && number > rule.Most ? $"is more than {Text(rule.Most)}"
            : null;
        if (wrong is not null)
        {
            throw Wrong(rule.Parameter, $"{Text(value)} {wrong}");
        }
    }

    private static string? Text(object? number) => Convert.ToString(number, CultureInfo.InvariantCulture);

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
        bool isReinforcement = settings.Method == Reinforcement;
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

    /// <summary>What a hyperparameter may be.</summary>
    /// <param name="Name">The protocol's name.</param>
    /// <param name="Parameter">The cmdlet's name for it.</param>
    /// <param name="IsWhole">True for a count, which is 1 at least.</param>
    /// <param name="Most">The largest value at OpenAI; null without a limit.</param>
    /// <param name="Method">The training method that has it; null for all.</param>
    private sealed record Hyperparameter(
        string Name, string Parameter, bool IsWhole = false, double? Most = null, string? Method = null);
}
