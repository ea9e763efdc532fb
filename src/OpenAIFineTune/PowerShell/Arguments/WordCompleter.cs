using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the usual words of a parameter, by its name; other words may be typed.</summary>
public sealed class WordCompleter : Completer
{
    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        // In which exported tables are usually found.
        ["Encoding"] =
        [
            "utf8", "unicode", "bigendianunicode", "utf32", "ansi", "windows-1252", "shift_jis", "ks_c_5601-1987",
            "gb18030",
        ],

        ["Provider"] = [.. ServiceProfiles.All.Select(service => service.Name)],

        // What files are for, and how much a model reasons in reinforcement (OpenAI's API description 2.3.0).
        ["Purpose"] = ["fine-tune", "fine-tune-results", "batch", "assistants", "vision", "user_data", "evals"],
        ["ReasoningEffort"] = ["default", "low", "medium", "high"],
        ["Status"] =
            ["cancelled", "failed", "paused", "pending", "queued", "running", "succeeded", "validating_files"],

        // What Azure sells.
        ["TrainingType"] = ["standard", "globalStandard", "developerTier"],
    };

    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => place.Parameter == "SkipRule"
            ? RuleList.All.Select(rule => new CompletionOffer(rule.Name, rule.Description))
            : s_words.GetValueOrDefault(place.Parameter, [HyperparameterTransformAttribute.Auto])
                .Select(word => new CompletionOffer(word));
}
