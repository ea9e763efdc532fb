namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts prompts in small letters when more than a third of the letters in the column are capitals: models of the
/// completion kind split capitals into many tokens. Separators keep their letters, being no text.
/// </summary>
internal sealed class UpperCasePromptRule : IExampleRule, IDatasetRule
{
    public string Name => RuleNames.UpperCasePrompt;

    public string Action => "Put prompts in small letters, since most of their text was in capitals";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
        => plan.IsPromptCompletion && !plan.LowerPrompt && plan.Acts(Name) && found.PromptCasing.IsMostlyUpper
            ? plan with { LowerPrompt = true, PromptPrefix = LowerCase.Of(plan.PromptPrefix) }
            : plan;

    public Verdict Apply(ref WorkingExample example)
    {
        string lower = LowerCase.Of(example.Prompt);
        if (lower == example.Prompt)
        {
            return Verdict.Untouched;
        }

        example.Prompt = lower;
        return Verdict.Changed;
    }
}
