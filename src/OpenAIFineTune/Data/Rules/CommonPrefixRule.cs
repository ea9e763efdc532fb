using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Takes off a text that all prompts or all completions begin with: of a prompt it is paid for with each call and
/// teaches nothing, and an answer is to begin with what is learned. Only whole words are cut; the blank in front of a
/// completion doesn't count, and a text that held nothing else is left out as empty. Labels stay whole: the label that
/// is trained is the label that a model gives back.
/// </summary>
internal sealed class CommonPrefixRule(Side side) : Rule(
    $"Common{side}Prefix", $"Takes off what all {(side == Side.Prompt ? "prompts" : "completions")} begin with")
{
    private readonly bool _isPrompt = side == Side.Prompt;

    // openai-python 0.28.1 offers this for more than 12 characters of prompts, and for 5 and more of completions.
    private readonly int _least = side == Side.Prompt ? 13 : 5;

    public override CleaningPlan Judge(RuleStage stage, CleaningPlan plan, Measurements found)
    {
        CommonAffix texts = _isPrompt ? found.Prompts : found.Completions;
        if (stage != RuleStage.Prefixes || !plan.IsPromptCompletion || !plan.Acts(Name) || found.Count < 2
            || texts.AllEqual || (!_isPrompt && found.IsClassification))
        {
            return plan;
        }

        string prefix = Markers.WholeWords(texts.Prefix);
        return Utf8Text.CodePoints(Encoding.UTF8.GetBytes(prefix)) < _least ? plan
            : _isPrompt ? plan with { PromptPrefix = plan.PromptPrefix + prefix, SeparatorLimit = int.MaxValue }
            : plan with { CompletionPrefix = plan.CompletionPrefix + prefix, EndingLimit = int.MaxValue };
    }

    public override IEnumerable<RuleStep> Steps(CleaningPlan plan)
    {
        string prefix = _isPrompt ? plan.PromptPrefix : plan.CompletionPrefix;
        string texts = _isPrompt ? "prompts" : "completions";
        return prefix.Length == 0 ? [] :
        [
            new RuleStep(
                RulePhase.Prefixes, $"Took off {Markers.Show(prefix)}, with which all {texts} began",
                Cut(Encoding.UTF8.GetBytes(prefix))),
        ];
    }

    private ExampleAction Cut(byte[] prefix) => (ref WorkingExample example) =>
    {
        if (_isPrompt)
        {
            example.Prompt = Without(example.Prompt, prefix);
        }
        else
        {
            example.Completion = Without(example.Completion, prefix);
        }

        return Verdict.Changed;
    };

    // A text that does not begin so held only the first part of the prefix.
    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> text, byte[] prefix)
        => text.StartsWith(prefix) ? text[prefix.Length..] : default;
}
