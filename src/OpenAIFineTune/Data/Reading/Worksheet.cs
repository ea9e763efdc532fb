using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace OpenAIFineTune.Data.Reading;

/// <summary>One pass over the rows of a worksheet.</summary>
internal sealed class Worksheet : IDisposable
{
    // What Excel itself can hold; a reader that believes a file that states more fills memory with empty cells.
    private const int MostRows = 1_048_576;
    private const int MostColumns = 16_384;

    private readonly FileSnapshot _file;
    private readonly FileStream _stored;
    private readonly IExcelDataReader _reader;

    static Worksheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Worksheet(FileSnapshot file)
    {
        _file = file;
        _stored = file.OpenStored();
        try
        {
            _reader = Guard(() => ExcelReaderFactory.CreateReader(_stored));
        }
        catch
        {
            _stored.Dispose();
            throw;
        }
    }

    /// <summary>The number of sheets in the workbook.</summary>
    public int SheetCount => _reader.ResultsCount;

    /// <summary>The name of the sheet.</summary>
    public string Name => _reader.Name;

    /// <summary>The row that was read last, from 1.</summary>
    public int RowNumber { get; private set; }

    /// <summary>The texts of the row that was read last; null for an empty cell and for one that holds an error.</summary>
    public string?[] Cells { get; private set; } = [];

    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);

    public static Worksheet Open(FileSnapshot file, string? name)
    {
        Worksheet sheet = new(file);
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
        string?[] cells = new string?[_reader.FieldCount];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = CellText.Of(_reader.GetValue(i));
        }

        Cells = cells;
        return true;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stored.Dispose();
    }

    private bool Select(string? name)
    {
        List<string> names = [_reader.Name];
        while (name is not null && !names[^1].Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            if (!_reader.NextResult())
            {
                throw new FineTuneException(
                    "WorksheetNotFound", $"'{_file.Path}' has no sheet '{name}'; there are: {string.Join(", ", names)}.")
                {
                    Target = name,
                };
            }

            names.Add(_reader.Name);
        }

        return _reader.RowCount <= MostRows && _reader.FieldCount <= MostColumns
            ? true
            : throw ReadingIssues.InvalidWorkbook(_file, "it states more rows or columns than a worksheet can have");
    }

    /// <summary>The reader throws whatever comes of bytes that it did not expect.</summary>
    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InvalidPasswordException e)
        {
            throw ReadingIssues.InvalidWorkbook(_file, "it is protected by a password", e);
        }
        catch (Exception e) when (e is not (FineTuneException or OperationCanceledException or OutOfMemoryException))
        {
            throw ReadingIssues.InvalidWorkbook(_file, e.Message.TrimEnd('.'), e);
        }
    }
}
