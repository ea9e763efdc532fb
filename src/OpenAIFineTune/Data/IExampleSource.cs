namespace OpenAIFineTune.Data;

/// <summary>Examples that can be read as often as preparing needs.</summary>
internal interface IExampleSource
{
    /// <summary>
    /// Reads from the start, the same examples each time. What can't be made an example goes to
    /// <paramref name="report"/>, and the rest goes on.
    /// </summary>
    IEnumerable<Example> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation);
}
