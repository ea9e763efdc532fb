namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Rows that can be read more than once: preparing measures them first and writes them then.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>The file; null for rows of the pipeline and for several files.</summary>
    string? Path => null;

    /// <summary>
    /// The columns, in order, as the source names them; known without reading the rows where possible.
    /// </summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// Where the names of the columns come from, a sentence for who looks for another one; null where that is plain.
    /// </summary>
    string? HeaderNote => null;

    /// <summary>
    /// Reads from the start. A row that can't be read goes to <paramref name="report"/> with its line, and the rest
    /// goes on; what makes all further reading senseless is thrown as a <see cref="FineTuneException"/>.
    /// </summary>
    IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation);

    /// <summary>Closes what is open between two readings, which for most sources is nothing.</summary>
    void IDisposable.Dispose()
    {
    }
}
