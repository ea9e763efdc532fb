namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Takes off a text that all completions begin with, so that the answer begins with what is learned. Only whole words
/// are cut, the blank in front doesn't count, and a completion that held nothing else is left out as empty. Labels stay
/// whole: the label that is trained is the label that a model gives back.
/// </summary>
internal sealed class CommonCompletionPrefixRule(CleaningPlan plan) : IExampleRule, IDatasetRule
{
    // openai-python 0.28.1 offers this for 5 characters and more.
    private const int Least = 5;

    public string Name => RuleNames.CommonCompletionPrefix;

    public string Action => $"Took off {Markers.Show(plan.CompletionPrefix)}, with which all completions began";

    public CleaningPlan Judge(CleaningPlan plan, Measurements found)
    {
        if (!plan.IsPromptCompletion || !plan.Acts(Name) || found.IsClassification || found.Count < 2
            || found.Completions.AllEqual)
        {
            return plan;
        }

        string prefix = Markers.WholeWords(found.Completions.Prefix);
        return CommonAffix.CodePoints(prefix) < Least
            ? plan
            : plan with
            {
                CompletionPrefix = plan.CompletionPrefix + prefix,
                EndingLimit = int.MaxValue,
            };
    }

    public Verdict Apply(ref WorkingExample example)
    {
        example.Completion = example.Completion.StartsWith(plan.CompletionPrefix, StringComparison.Ordinal)
            ? example.Completion[plan.CompletionPrefix.Length..]
            : "";   // it held only the first part of the prefix
        return Verdict.Changed;
    }
}
