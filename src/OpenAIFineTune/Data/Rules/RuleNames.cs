namespace OpenAIFineTune.Data.Rules;

/// <summary>The rules' names, as <c>-SkipRule</c> takes them and reports show them, in the order in which they act.</summary>
internal static class RuleNames
{
    public const string SpecialToken = "SpecialToken";
    public const string UpperCasePrompt = "UpperCasePrompt";
    public const string UpperCaseCompletion = "UpperCaseCompletion";
    public const string EmptyCompletion = "EmptyCompletion";
    public const string EmptyPrompt = "EmptyPrompt";
    public const string Duplicate = "Duplicate";
    public const string LongExample = "LongExample";
    public const string SamePrompt = "SamePrompt";
    public const string SameCompletion = "SameCompletion";
    public const string CommonPromptPrefix = "CommonPromptPrefix";
    public const string CommonCompletionPrefix = "CommonCompletionPrefix";
    public const string Separator = "Separator";
    public const string CompletionSuffix = "CompletionSuffix";
    public const string LeadingSpace = "LeadingSpace";

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SpecialToken, UpperCasePrompt, UpperCaseCompletion, EmptyCompletion, EmptyPrompt, Duplicate, LongExample, SamePrompt,
        SameCompletion, CommonPromptPrefix, CommonCompletionPrefix, Separator, CompletionSuffix, LeadingSpace,
    ];
}
