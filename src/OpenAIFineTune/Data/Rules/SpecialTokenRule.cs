namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Takes out texts that are tokens of their own to the model, such as <c>&lt;|endoftext|&gt;</c>: with one of them
/// anywhere in a file OpenAI fails the whole job.
/// </summary>
internal sealed class SpecialTokenRule : IExampleRule
{
    public string Name => RuleNames.SpecialToken;

    public string Action => "Took out special tokens such as <|endoftext|>, for which services refuse the file";

    public Verdict Apply(ref WorkingExample example)
    {
        string prompt = SpecialTokens.Remove(example.Prompt);
        string completion = SpecialTokens.Remove(example.Completion);
        string? nonPreferred = example.NonPreferred is null ? null : SpecialTokens.Remove(example.NonPreferred);
        if (prompt == example.Prompt && completion == example.Completion && nonPreferred == example.NonPreferred)
        {
            return Verdict.Untouched;
        }

        example.Prompt = prompt;
        example.Completion = completion;
        example.NonPreferred = nonPreferred;
        return Verdict.Changed;
    }
}
