using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data;

/// <summary>
/// Reads examples and lets the rules decide what is to be done with them, as often as a rule changes what later rules
/// judge. Writes nothing.
/// </summary>
internal sealed class DatasetAnalysis(IExampleSource examples, ulong seed)
{
    private readonly SeenExamples _seen = new();
    private bool _hasReported;

    /// <summary>Is told of each row that can't be used; once, however often they are read.</summary>
    public Action<FineTuneDataIssue> Report { get; init; } = _ => { };

    /// <summary>Is told what goes on.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>The plan of all rules that may act, with what it was judged on.</summary>
    public (CleaningPlan Plan, Measurements Found) Settle(CleaningPlan start, CancellationToken cancellation)
        => RuleBook.Settle(start, plan => Measure(plan, cancellation));

    private Measurements Measure(CleaningPlan plan, CancellationToken cancellation)
    {
        _seen.Clear();
        Measurements found = new(plan, seed, _seen);
        foreach (Example example in examples.Read(_hasReported ? _ => { } : Report, cancellation))
        {
            found.Add(example);
        }

        _hasReported = true;
        Tell($"Read {found.ReadCount} examples; {found.Count} of them stay.");
        return found;
    }
}
