namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// The rules' names, as <c>-SkipRule</c> takes them and reports show them, in the order in which they act.
/// </summary>
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
        SpecialToken, UpperCasePrompt, UpperCaseCompletion, EmptyCompletion, EmptyPrompt, Duplicate, LongExample,
        SamePrompt,
        SameCompletion, CommonPromptPrefix, CommonCompletionPrefix, Separator, CompletionSuffix, LeadingSpace,
    ];

    /// <summary>What a rule does, in a sentence.</summary>
    public static string Describe(string rule) => rule switch
    {
        SpecialToken => "Takes out texts such as <|endoftext|>, for which services refuse a file",
        UpperCasePrompt => "Puts prompts in small letters that are mostly in capitals",
        UpperCaseCompletion => "Puts completions in small letters that are mostly in capitals",
        EmptyCompletion => "Leaves out examples without an answer",
        EmptyPrompt => "Leaves out examples without a question, where others have one",
        Duplicate => "Leaves out repeats",
        LongExample => "Leaves out what is longer than a model takes in",
        SamePrompt => "Refuses data in which all questions are the same",
        SameCompletion => "Refuses data in which all answers are the same",
        CommonPromptPrefix => "Takes off what all prompts begin with",
        CommonCompletionPrefix => "Takes off what all completions begin with",
        Separator => "Puts a separator behind each prompt",
        CompletionSuffix => "Puts an ending behind each completion that is no label",
        LeadingSpace => "Puts a blank before each completion",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
    };
}
