namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples without an answer: there is nothing to learn from them. Blanks alone are no answer.
/// </summary>
internal sealed class EmptyCompletionRule : IExampleRule
{
    public string Name => RuleNames.EmptyCompletion;

    public string Action => "Left out examples whose completion is empty or blank";

    public Verdict Apply(ref WorkingExample example)
        => string.IsNullOrWhiteSpace(example.Completion)
            || (example.NonPreferred is not null && string.IsNullOrWhiteSpace(example.NonPreferred))
            ? Verdict.LeftOut
            : Verdict.Untouched;
}
