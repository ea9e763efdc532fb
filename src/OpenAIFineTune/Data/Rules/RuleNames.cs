namespace OpenAIFineTune.Data.Rules;

/// <summary>The names of rules that others speak of.</summary>
internal static class RuleNames
{
    public const string EmptyPrompt = "EmptyPrompt";
    public const string Duplicate = "Duplicate";
    public const string LongExample = "LongExample";
    public const string SamePrompt = "SamePrompt";
    public const string SameCompletion = "SameCompletion";
    public const string Separator = "Separator";
    public const string CompletionSuffix = "CompletionSuffix";
    public const string LeadingSpace = "LeadingSpace";
}
