namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples that equal an earlier one, as they will be written: after capitals are gone, and whether the
/// answer has its leading blank or not.
/// </summary>
internal sealed class DuplicateRule : IExampleRule
{
    private readonly HashSet128 _seen = new();

    public string Name => RuleNames.Duplicate;

    public string Action => "Left out examples that repeat an earlier one";

    public Verdict Apply(ref WorkingExample example)
    {
        TextHash hash = new(0);
        hash.Add(example.Source.Line ?? example.Prompt);
        if (!example.IsConversation)
        {
            hash.Add(example.Completion);
            hash.Add(example.Source.System ?? "");
            hash.Add(example.NonPreferred ?? "");
        }

        return _seen.Add(hash.Value) ? Verdict.Untouched : Verdict.LeftOut;
    }
}
