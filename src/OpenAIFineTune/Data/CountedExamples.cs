namespace OpenAIFineTune.Data;

/// <summary>
/// Examples that are counted while they are read, on the reader's thread; each reading counts from 1.
/// </summary>
internal sealed class CountedExamples(IExampleSource source, Action<long> count) : IExampleSource
{
    public IEnumerable<Example> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        long read = 0;
        foreach (Example example in source.Read(report, cancellation))
        {
            count(++read);
            yield return example;
        }
    }
}
