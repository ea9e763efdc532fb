namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Takes out texts that are tokens of their own to the model, such as <c>&lt;|endoftext|&gt;</c>: with one of them
/// anywhere in a file OpenAI fails the whole job.
/// </summary>
internal sealed class SpecialTokenRule() : Rule(
    "SpecialToken", "Takes out texts such as <|endoftext|>, for which services refuse a file")
{
    public override IEnumerable<RuleStep> Steps(CleaningPlan plan) =>
    [
        new(
            RulePhase.Tokens, "Took out special tokens such as <|endoftext|>, for which services refuse the file",
            TakeOut),
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Verdict TakeOut(ref WorkingExample example)
    {
        bool hasAny = TryRemove(example.Prompt, out ReadOnlySpan<byte> prompt);
        hasAny |= TryRemove(example.Completion, out ReadOnlySpan<byte> completion);
        hasAny |= TryRemove(example.NonPreferred, out ReadOnlySpan<byte> nonPreferred);
        if (!hasAny)
        {
            return Verdict.Untouched;
        }

        example.Prompt = prompt;
        example.Completion = completion;
        example.NonPreferred = nonPreferred;
        return Verdict.Changed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryRemove(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> cleaned)
    {
        cleaned = text;
        if (text.IndexOf("<|"u8) < 0)
        {
            return false;
        }

        string before = Encoding.UTF8.GetString(text);
        string after = SpecialTokens.Remove(before);
        cleaned = after.Length == before.Length ? text : Encoding.UTF8.GetBytes(after);
        return after.Length != before.Length;
    }
}
