using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace OpenAIFineTune.Data.Reading.Workbook;

/// <summary>One pass over the rows of a worksheet.</summary>
internal sealed class Worksheet : IDisposable
{
    // What Excel itself can hold; a reader that believes a file that states more fills memory with empty cells.
    private const int MostRows = 1_048_576;
    private const int MostColumns = 16_384;

    // Each cell of the rectangle is looked at, empty ones too.
    private const long MostCells = 200_000_000;

    private readonly FileSnapshot _file;
    private readonly Stream _content;
    private readonly IExcelDataReader _reader;
    private readonly CellText _texts = new();
    private readonly List<(int Column, string Error)> _errors = [];

    static Worksheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Worksheet(FileSnapshot file, Stream content)
    {
        (_file, _content) = (file, content);
        try
        {
            _reader = Guard(() => ExcelReaderFactory.CreateReader(_content));
        }
        catch
        {
            _content.Dispose();
            throw;
        }
    }

    /// <summary>The number of sheets in the workbook.</summary>
    public int SheetCount => _reader.ResultsCount;

    /// <summary>The name of the sheet.</summary>
    public string Name => _reader.Name;

    /// <summary>The row that was read last, from 1.</summary>
    public int RowNumber { get; private set; }

    /// <summary>
    /// The texts of the row that was read last; null for an empty cell and for one that holds an error.
    /// </summary>
    public string?[] Cells { get; private set; } = [];

    /// <summary>The cells of the row that was read last that hold no value but an error.</summary>
    public IReadOnlyList<(int Column, string Error)> Errors => _errors;

    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);

    /// <summary>Opens a sheet, of the workbook itself or of a translation that takes its place.</summary>
    public static Worksheet Open(FileSnapshot file, Stream content, string? name)
    {
        Worksheet sheet = new(file, content);
        try
        {
            sheet.Guard(() => sheet.Select(name));
            return sheet;
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        if (!Guard(_reader.Read))
        {
            return false;
        }

        RowNumber++;
        _errors.Clear();
        string?[] cells = new string?[_reader.FieldCount];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = Take(i);
        }

        Cells = cells;
        return true;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _content.Dispose();
    }

    private string? Take(int column)
    {
        // The reader gives the text of a formula in files of Excel 2 as a number that is none.
        string? text = _reader.GetValue(column) is double.NaN
            ? WorkbookTranslation.ErrorMark + "#N/A" : _texts.Of(_reader, column);
        if (text is null || !text.StartsWith(WorkbookTranslation.ErrorMark))
        {
            return text;
        }

        _errors.Add((column, text[1..]));
        return null;
    }

    private bool Select(string? name)
    {
        List<string> names = [_reader.Name];
        while (name is not null && !names[^1].Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            if (!_reader.NextResult())
            {
                throw new FineTuneException(
                    "WorksheetNotFound",
                    $"'{_file.Path}' has no sheet '{name}'; there are: {string.Join(", ", names)}.")
                {
                    Target = name,
                };
            }

            names.Add(_reader.Name);
        }

        return _reader.RowCount > MostRows || _reader.FieldCount > MostColumns
            ? throw ReadingIssues.InvalidWorkbook(_file, "it states more rows or columns than a worksheet can have")
            : (long)_reader.RowCount * _reader.FieldCount > MostCells
                ? throw TooLarge()
                : true;
    }

    private FineTuneException TooLarge() => new(
        "WorkbookTooLarge",
        $"The sheet '{Name}' of '{_file.Path}' reaches to row {_reader.RowCount} and column {_reader.FieldCount}: "
            + $"more than {MostCells / 1_000_000} million cells; it is not read.")
    {
        Target = _file.Path,
        Advice = "Something stands far from the table: delete the rows and columns beyond it, "
            + "or save the sheet as CSV.",
    };

    /// <summary>The reader throws whatever comes of bytes that it did not expect.</summary>
    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not (FineTuneException or OperationCanceledException or OutOfMemoryException))
        {
            throw ReadingIssues.InvalidWorkbook(_file, Reason(e), e);
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        InvalidPasswordException => "it is protected by a password",
        HeaderException => "it has not the form of one",
        XmlException => "a part of it is not the XML that workbooks have",
        _ => "it is damaged or was cut off",
    };
}
