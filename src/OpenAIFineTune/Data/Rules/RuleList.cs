namespace OpenAIFineTune.Data.Rules;

/// <summary>All rules, in the order in which reports show them. A new rule is a class, and its place here.</summary>
internal static class RuleList
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new SpecialTokenRule(),
        new UpperCasePromptRule(),
        new UpperCaseCompletionRule(),
        new EmptyCompletionRule(),
        new EmptyPromptRule(),
        new DuplicateRule(),
        new LongExampleRule(),
        new SameTextRule(Side.Prompt),
        new SameTextRule(Side.Completion),
        new CommonPrefixRule(Side.Prompt),
        new CommonPrefixRule(Side.Completion),
        new SeparatorRule(),
        new CompletionSuffixRule(),
        new LeadingSpaceRule(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(rule => rule.Name)];
}
