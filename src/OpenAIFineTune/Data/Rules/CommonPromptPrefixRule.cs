namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Takes off a long text that all prompts begin with: it is paid for with each call and teaches nothing. Only whole
/// words are cut; a prompt that held nothing else is left out as empty.
/// </summary>
internal sealed class CommonPromptPrefixRule(CleaningPlan plan) : IExampleRule, IDatasetRule
{
    // openai-python 0.28.1 offers this for more than 12 characters.
    private const int Least = 13;

    public string Name => RuleNames.CommonPromptPrefix;

    public string Action => $"Took off {Markers.Show(plan.PromptPrefix)}, with which all prompts began";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (!plan.IsPromptCompletion || !plan.Acts(Name) || found.Count < 2 || found.Prompts.AllEqual)
        {
            return plan;
        }

        string prefix = Markers.WholeWords(found.Prompts.Prefix);
        return CommonAffix.CodePoints(prefix) < Least
            ? plan
            : plan with
            {
                PromptPrefix = plan.PromptPrefix + prefix,
                SeparatorLimit = int.MaxValue,
            };
    }

    public Verdict Apply(ref WorkingExample example)
    {
        example.Prompt = example.Prompt.StartsWith(plan.PromptPrefix, StringComparison.Ordinal)
            ? example.Prompt[plan.PromptPrefix.Length..]
            : "";   // it held only the first part of the prefix
        return Verdict.Changed;
    }
}
