using System.Text.RegularExpressions;

namespace OpenAIFineTune.Engine.Store;

/// <summary>The names of models: the base model and its aliases, and how a fine-tuned one is named.</summary>
internal static partial class ModelNames
{
    public const string Baseline = "local-baseline";

    /// <summary>The base models; the classic names stand for the same learner.</summary>
    public static IReadOnlyList<string> Bases { get; } = [Baseline, "ada", "babbage", "curie", "davinci"];

    /// <summary>True for a base model; guides write Davinci as well as davinci.</summary>
    public static bool IsBase(string name) => Bases.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The short id in a fine-tuned model's name, and a checkpoint's step; null for another name.</summary>
    public static (string ModelId, int? Step)? Parse(string name)
    {
        Match match = FineTuned().Match(name);
        if (!match.Success || (match.Groups[2].Success && match.Groups[2].Length > 9))
        {
            return null;
        }

        return (match.Groups[1].Value, match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan) : null);
    }

    /// <summary>A suffix as part of a name: letters, digits and dashes.</summary>
    public static string CleanSuffix(string? suffix) => Unclean().Replace(suffix ?? "", "-");

    [GeneratedRegex(@"^ft:[^:]+:local:[^:]*:([a-z0-9]{8})(?::ckpt-step-([0-9]+))?\z")]
    private static partial Regex FineTuned();

    [GeneratedRegex(@"[^\p{L}\p{Nd}._-]+")]
    private static partial Regex Unclean();
}
