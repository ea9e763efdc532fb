using System.Text.RegularExpressions;

namespace OpenAIFineTune.Engine.Store;

/// <summary>How fine-tuned models are named.</summary>
internal static partial class ModelNames
{
    /// <summary>
    /// The learner and the short id in a fine-tuned model's name, and a checkpoint's step; null for another name.
    /// </summary>
    public static (string Learner, string ModelId, int? Step)? Parse(string name)
    {
        Match match = FineTuned().Match(name);
        Group step = match.Groups[3];
        return match.Success && step.Length <= 9
            ? (match.Groups[1].Value, match.Groups[2].Value, step.Success ? int.Parse(step.ValueSpan) : null) : null;
    }

    /// <summary>A suffix as part of a name: letters, digits and dashes.</summary>
    public static string CleanSuffix(string? suffix) => Unclean().Replace(suffix ?? "", "-");

    [GeneratedRegex(@"^ft:([^:]+):local:[^:]*:([a-z0-9]{8})(?::ckpt-step-([0-9]+))?\z")]
    private static partial Regex FineTuned();

    [GeneratedRegex(@"[^\p{L}\p{Nd}._-]+")]
    private static partial Regex Unclean();
}
