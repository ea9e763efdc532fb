namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Several sources one after the other.</summary>
internal sealed class ConcatenatedRowSource : IRowSource
{
    private readonly List<FineTuneDataIssue> _empty;

    private ConcatenatedRowSource(IReadOnlyList<IRowSource> sources, List<FineTuneDataIssue> empty)
    {
        (Sources, _empty) = (sources, empty);
        Columns = sources.SelectMany(source => source.Columns).Distinct().ToArray();
    }

    public IReadOnlyList<IRowSource> Sources { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// Opens files, which come before the rows that are there already; one without rows among others is told and passed
    /// over.
    /// </summary>
    public static ConcatenatedRowSource Open(
        IEnumerable<string> paths, ReadingOptions options, params IRowSource[] others)
    {
        List<IRowSource> sources = [];
        try
        {
            return Open(paths, options, others, sources);
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (IRowSource source in Sources)
        {
            source.Dispose();
        }
    }

    private static ConcatenatedRowSource Open(
        IEnumerable<string> paths, ReadingOptions options, IRowSource[] others, List<IRowSource> sources)
    {
        List<FineTuneDataIssue> empty = [];
        FineTuneException? last = null;
        foreach (string path in paths)
        {
            try
            {
                sources.Add(RowSources.Open(path, options));
            }
            catch (FineTuneException e) when (e.ErrorId == "EmptyInput")
            {
                empty.Add(ReadingIssues.NoRows(e));
                last = e;
            }
        }

        sources.AddRange(others);
        return sources.Count == 0 && last is not null ? throw last : new ConcatenatedRowSource(sources, empty);
    }

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        _empty.ForEach(report);
        bool hasRows = false;
        FineTuneException? last = null;
        foreach (IRowSource source in Sources)
        {
            using IEnumerator<Row> rows = source.Read(report, cancellation).GetEnumerator();
            while (MoveNext(rows, report, ref last))
            {
                hasRows = true;
                yield return rows.Current;
            }
        }

        if (!hasRows && last is not null)
        {
            throw last;
        }
    }

    private static bool MoveNext(IEnumerator<Row> rows, Action<FineTuneDataIssue> report, ref FineTuneException? last)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (FineTuneException e) when (e.ErrorId == "EmptyInput")
        {
            report(ReadingIssues.NoRows(e));
            last = e;
            return false;
        }
    }
}
