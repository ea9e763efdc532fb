using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Measuring;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data;

/// <summary>
/// Reads examples once, keeps them as blocks, and lets the rules decide what is to be done with them, as often as a
/// rule changes what later rules judge. Writes nothing.
/// </summary>
internal sealed class DatasetAnalysis : IDisposable
{
    private readonly IExampleSource _source;
    private readonly ulong _seed;
    private readonly BlockPool _pool = new();
    private readonly BlockSpool _spool;
    private readonly SeenExamples _seen = new();
    private bool _isRead;

    public DatasetAnalysis(IExampleSource source, ulong seed)
    {
        (_source, _seed) = (source, seed);
        _spool = new BlockSpool(_pool);
    }

    /// <summary>Is told of each row that can't be used; once, however often they are measured.</summary>
    public Action<FineTuneDataIssue> Report { get; init; } = _ => { };

    /// <summary>Is told what goes on.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Is told after each block how many examples are through; each measuring counts anew.</summary>
    public Action<long> Progress { get; init; } = _ => { };

    /// <summary>The plan of all rules that may act, with what it was judged on.</summary>
    public (CleaningPlan Plan, Measurements Found) Settle(CleaningPlan start, CancellationToken cancellation)
        => RuleBook.Settle(start, plan => Measure(plan, cancellation));

    /// <summary>Works on all blocks at once and hands on what comes of it in their order.</summary>
    public void ForEach<TResult>(
        Func<TextBlock, TResult> work, Action<TextBlock, TResult> take, CancellationToken cancellation)
    {
        IEnumerable<(TextBlock Block, TResult Result)> results = InOrder.Select(
            stop => _isRead ? _spool.Read() : ReadAndKeep(stop), block => (block, work(block)), cancellation);
        foreach ((TextBlock block, TResult result) in results)
        {
            block.Issues.ForEach(Report);
            block.Issues.Clear();
            take(block, result);
            Progress(block.First + block.Count);
            _spool.Release(block);
        }

        _isRead = true;
    }

    public void Dispose() => _spool.Dispose();

    private IEnumerable<TextBlock> ReadAndKeep(CancellationToken stop)
    {
        foreach (TextBlock block in _source.Read(_pool, stop))
        {
            _spool.Add(block);
            yield return block;
        }
    }

    private Measurements Measure(CleaningPlan plan, CancellationToken cancellation)
    {
        _seen.Clear();
        Measurements found = new(plan, _seed, _seen);
        ForEach(found.Meter.Measure, (_, measured) => found.Add(measured), cancellation);
        Tell($"Read {found.ReadCount} examples; {found.Count} of them stay.");
        return found;
    }
}
