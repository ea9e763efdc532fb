using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>Rows of a text table: CSV, TSV and their kin.</summary>
internal sealed class DelimitedRowSource : IRowSource
{
    private readonly FileSnapshot _file;
    private readonly ReadingOptions _options;
    private readonly DelimitedHeader _header;

    /// <summary>Reads the header.</summary>
    public DelimitedRowSource(FileSnapshot file, ReadingOptions options)
    {
        _file = file;
        _options = options;
        using Utf8Input input = new(file, options.Encoding);
        _header = DelimitedHeader.Read(input, file, options.Delimiter);
    }

    public string Path => _file.Path;

    public IReadOnlyList<string> Columns => _header.Columns;

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        foreach (FineTuneDataIssue issue in _header.Issues)
        {
            report(issue);
        }

        using DelimitedReader reader = new(_file, _options, _header, report);
        foreach (Row row in reader.Read(cancellation))
        {
            yield return row;
        }
    }
}
