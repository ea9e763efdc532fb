namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Leaves out examples that equal an earlier one, as they will be written: after capitals are gone, and whether the
/// answer has its leading blank or not.
/// </summary>
internal sealed class DuplicateRule(CompactSet<UInt128> seen) : IExampleRule
{
    public string Name => RuleNames.Duplicate;

    public string Action => "Left out examples that repeat an earlier one";

    public Verdict Apply(ref WorkingExample example) => seen.Add(example.Hash) ? Verdict.Untouched : Verdict.LeftOut;
}
