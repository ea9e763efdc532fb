using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>Rows of a worksheet; their line is the row in the sheet.</summary>
internal sealed class ExcelRowSource : IRowSource
{
    private readonly FileSnapshot _file;
    private readonly ReadingOptions _options;
    private readonly List<FineTuneDataIssue> _issues = [];
    private readonly string[] _columns;
    private readonly bool _isTranslated;
    private Worksheet? _opened;

    public ExcelRowSource(FileSnapshot file, ReadingOptions options)
    {
        (_file, _options) = (file, options);
        _isTranslated = WorkbookParts.NeedTranslation(file, options);

        // Opening a sheet goes through all of it to find its size; the first reading goes on with this one.
        _opened = OpenAtHeader();
        if (options.WorksheetName is null && _opened.SheetCount > 1)
        {
            _issues.Add(ReadingIssues.OtherWorksheets(file, _opened.Name, _opened.SheetCount));
        }

        _columns = ColumnNames.From(_opened.Cells, new RowOrigin(file.Path, _opened.RowNumber), _issues);
        HeaderNote = $"The names stand in row {_opened.RowNumber} of the sheet '{_opened.Name}', "
            + $"one of {ReadingIssues.Count(_opened.SheetCount, "sheet")}; -HeaderRow and -WorksheetName name others.";
    }

    public string Path => _file.Path;

    public IReadOnlyList<string> Columns => _columns;

    public string HeaderNote { get; }

    public IEnumerable<Row> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
    {
        _issues.ForEach(report);
        using Worksheet sheet = Interlocked.Exchange(ref _opened, null) ?? OpenAtHeader();
        int last = sheet.RowNumber;
        bool hasRows = false;
        HashSet<int> told = [];
        while (sheet.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((int column, string error) in sheet.Errors.Where(error => told.Add(error.Column)))
            {
                report(ReadingIssues.CellError(new RowOrigin(_file.Path, sheet.RowNumber), _columns[column], error));
            }

            if (sheet.IsBlank)
            {
                continue;
            }

            // Blank rows are known to be between others only when another one comes; those at the end are no rows.
            while (++last < sheet.RowNumber && hasRows)
            {
                yield return new TextRow(new RowOrigin(_file.Path, last), _columns, new string?[_columns.Length]);
            }

            last = sheet.RowNumber;
            hasRows = true;
            yield return new TextRow(new RowOrigin(_file.Path, last), _columns, sheet.Cells);
        }

        _file.EnsureUnchanged();
        if (!hasRows)
        {
            throw ReadingIssues.Empty(_file, $"the sheet '{sheet.Name}' has a header and no rows");
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _opened, null)?.Dispose();

    private Worksheet OpenAtHeader()
    {
        FileStream content = _isTranslated
            ? WorkbookTranslation.Of(_file, _options.Cancellation)
            : _file.OpenStored();
        StoppableStream stoppable = new(content, _options.Cancellation);
        Worksheet sheet = Worksheet.Open(_file, stoppable, _options.WorksheetName);
        try
        {
            GoToHeader(sheet);
            return sheet;
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <summary>The header is the first row with anything in it, or the row that the caller names.</summary>
    private void GoToHeader(Worksheet sheet)
    {
        while (sheet.Read())
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            if (_options.HeaderRow is { } row ? sheet.RowNumber == row : !sheet.IsBlank)
            {
                return;
            }
        }

        string has = _options.HeaderRow is null
            ? "is empty" : $"has only {ReadingIssues.Count(sheet.RowNumber, "row")}";
        string others = sheet.SheetCount > 1
            ? $"; it is one of {sheet.SheetCount}, and -WorksheetName names another" : "";
        throw ReadingIssues.Empty(_file, $"the sheet '{sheet.Name}' {has}{others}");
    }
}
