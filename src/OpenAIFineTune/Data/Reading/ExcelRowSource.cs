namespace OpenAIFineTune.Data.Reading;

/// <summary>Rows of a worksheet; their line is the row in the sheet.</summary>
internal sealed class ExcelRowSource : IRowSource
{
    private readonly FileSnapshot _file;
    private readonly ReadingOptions _options;
    private readonly List<FineTuneDataIssue> _issues = [];
    private readonly string[] _columns;
    private Worksheet? _opened;

    public ExcelRowSource(FileSnapshot file, ReadingOptions options)
    {
        (_file, _options) = (file, options);
        WorkbookSize.Ensure(file, options.MaxUnpackedBytes);
        Worksheet sheet = OpenAtHeader();
        if (options.WorksheetName is null && sheet.SheetCount > 1)
        {
            _issues.Add(ReadingIssues.OtherWorksheets(file, sheet.Name, sheet.SheetCount));
        }

        _columns = ColumnNames.From(sheet.Cells, new RowOrigin(file.Path, sheet.RowNumber), _issues);

        // Opening a sheet goes through all of it to find its size; the first reading goes on with this one.
        _opened = sheet;
    }

    public IReadOnlyList<string> Columns => _columns;

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
        => ReadAhead.Rows(ReadHere, report, cancellation);

    private IEnumerable<Row> ReadHere(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        _issues.ForEach(report);
        using Worksheet sheet = Interlocked.Exchange(ref _opened, null) ?? OpenAtHeader();
        int last = sheet.RowNumber;
        bool hasRows = false;
        while (sheet.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (sheet.IsBlank)
            {
                continue;
            }

            // Blank rows are known to be between others only when another one comes; those at the end are no rows.
            while (++last < sheet.RowNumber && hasRows)
            {
                yield return new Row(new RowOrigin(_file.Path, last), _columns, new string?[_columns.Length]);
            }

            last = sheet.RowNumber;
            hasRows = true;
            yield return new Row(new RowOrigin(_file.Path, last), _columns, sheet.Cells);
        }

        _file.EnsureUnchanged();
        if (!hasRows)
        {
            throw ReadingIssues.Empty(_file, $"the sheet '{sheet.Name}' has a header and no rows");
        }
    }

    /// <summary>The header is the first row with anything in it, or the row that the caller names.</summary>
    private Worksheet OpenAtHeader()
    {
        Worksheet sheet = Worksheet.Open(_file, _options.WorksheetName);
        while (sheet.Read())
        {
            bool isHeader = _options.HeaderRow is { } row ? sheet.RowNumber == row : !sheet.IsBlank;
            if (isHeader)
            {
                return sheet;
            }
        }

        int rows = sheet.RowNumber;
        string name = sheet.Name;
        sheet.Dispose();
        throw ReadingIssues.Empty(
            _file, _options.HeaderRow is null ? $"the sheet '{name}' is empty" : $"the sheet '{name}' has only {rows} rows");
    }
}
