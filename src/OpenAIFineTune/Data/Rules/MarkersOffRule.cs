namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Takes off the separator and the ending that a file brought, so that the other rules see the plain texts. Prompt and
/// completion files get them back when they are written; conversations go on without.
/// </summary>
internal sealed class MarkersOffRule(CleaningPlan plan) : IExampleRule
{
    public string Name => RuleNames.Separator;

    public string Action => $"Took off the separator and ending of prompt and completion files{Shown}";

    private string Shown => plan.FoundSeparator is null ? "" : $" ({Markers.Show(plan.FoundSeparator)})";

    public Verdict Apply(ref WorkingExample example)
    {
        if (plan.FoundSeparator is string separator)
        {
            example.Prompt = Cut(example.Prompt, separator);
        }

        if (plan.FoundEnding is string ending)
        {
            example.Completion = Cut(example.Completion, ending);
            example.NonPreferred = example.NonPreferred is string other ? Cut(other, ending) : null;
        }

        return plan.IsPromptCompletion ? Verdict.Untouched : Verdict.Changed;
    }

    private static string Cut(string text, string marker)
        => text.EndsWith(marker, StringComparison.Ordinal) ? text[..^marker.Length] : text;
}
