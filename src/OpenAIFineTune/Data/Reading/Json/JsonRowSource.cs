using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>
/// Rows of JSON text: an object a line, an array of objects, also within an object, objects one after the other, an
/// object of columns. What it is shows in the text and not in the extension.
/// </summary>
internal sealed class JsonRowSource : IRowSource
{
    // Keys may differ from row to row; reading all of a file for its keys would take as long as reading it.
    private const int RowsReadForColumns = 1000;

    private readonly FileSnapshot _file;
    private readonly ReadingOptions _options;

    public JsonRowSource(FileSnapshot file, ReadingOptions options)
    {
        _file = file;
        _options = options;
        Columns = Read(_ => { }, options.Cancellation)
            .Take(RowsReadForColumns)
            .SelectMany(row => row.Columns)
            .Distinct()
            .ToArray();
    }

    public string Path => _file.Path;

    /// <summary>The keys of the first rows; those of a later row are on the row.</summary>
    public IReadOnlyList<string> Columns { get; }

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        using Utf8Buffer text = new(_file, _options.Encoding);
        if (!text.SkipBlanks())
        {
            throw ReadingIssues.Empty(_file, "it is empty");
        }

        JsonRowMaker maker = new(_file.Path, report);
        JsonFaults faults = new(_file);
        bool hasRows = false;
        bool isWrapped = JsonWrapper.TryEnter(text);
        foreach (Row row in !isWrapped && LinewiseJson.IsLinewise(text)
            ? LinewiseJson.Read(text, faults, maker)
            : JsonSequence.Read(text, faults, isWrapped).Select(maker.Make).OfType<Row>())
        {
            cancellation.ThrowIfCancellationRequested();
            hasRows = true;
            yield return row;
        }

        if (!hasRows)
        {
            throw maker.FirstFault is { } fault
                ? ReadingIssues.NoneReadable(_file, fault) : ReadingIssues.Empty(_file, "it holds no rows");
        }
    }
}
