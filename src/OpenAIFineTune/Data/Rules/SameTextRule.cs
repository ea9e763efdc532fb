using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>Refuses data in which all questions or all answers are the same, before it is paid for.</summary>
internal sealed class SameTextRule(Side side) : Rule(
    side == Side.Prompt ? RuleNames.SamePrompt : RuleNames.SameCompletion,
    $"Refuses data in which all {(side == Side.Prompt ? "questions" : "answers")} are the same")
{
    public override void Refuse(CleaningPlan plan, Measurements found)
    {
        CommonAffix texts = side == Side.Prompt ? found.Prompts : found.Completions;
        bool isJudged = plan.IsPromptCompletion && found.Count > 1 && !found.Prompts.IsEmpty && plan.Acts(Name)
            && !(side == Side.Prompt && plan.OpenEnded);
        if (isJudged && texts.AllEqual)
        {
            string why = side == Side.Prompt
                ? $"All {found.Count} prompts are the same, so that nothing in them leads to an answer."
                : $"All {found.Count} completions are the same, so that there is nothing to tell apart.";
            throw new FineTuneException("NothingToLearn", why)
            {
                Advice = $"Check the columns that were taken, or use -SkipRule {Name} to write the files nevertheless.",
            };
        }
    }
}
