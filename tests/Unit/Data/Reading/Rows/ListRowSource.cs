using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading.Rows;

/// <summary>Rows from a test's own values.</summary>
internal sealed class ListRowSource(IReadOnlyList<string> columns, params string?[][] rows) : IRowSource
{
    public IReadOnlyList<string> Columns => columns;

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
        => rows.Select((values, index) => new TextRow(new RowOrigin(null, index + 1), columns, values));
}
