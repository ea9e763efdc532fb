using CsvHelper;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>How a text table is laid out: its delimiter, its columns and where its rows begin.</summary>
internal sealed class DelimitedHeader
{
    private const int BufferSize = 256 * 1024;

    // Of any encoding's longest characters; a record of more can only be a quote that is not closed.
    private const int LongestRecord = 4 * TextLimits.LongestField;

    private DelimitedHeader(char delimiter, int separatorLines)
        => (Delimiter, SeparatorLines) = (delimiter, separatorLines);

    public char Delimiter { get; }

    /// <summary>What stands between the fields where the parser reads: a byte, also for other characters.</summary>
    public byte DelimiterByte
        => (byte)(char.IsAscii(Delimiter) ? Delimiter : CsvSeparatorStream.DefaultReplacement);

    /// <summary>1 when the file begins with Excel's <c>sep=</c> line, which is not part of the table.</summary>
    public int SeparatorLines { get; }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The number of columns up to the last one that the header really names.</summary>
    public int NamedColumns { get; private set; }

    public IReadOnlyList<FineTuneDataIssue> Issues { get; private set; } = [];

    public static DelimitedHeader Read(Utf8Input input, FileSnapshot file, char? given)
    {
        string start = Encoding.UTF8.GetString(input.Buffered);
        char? stated = SeparatorLine(start);
        char delimiter = given ?? stated ?? DelimiterFinder.Find(start, file.Extension);
        DelimitedHeader header = new(delimiter, stated is null ? 0 : 1);
        using CsvReader reader = header.OpenReader(input, null);
        if (!reader.Read())
        {
            throw ReadingIssues.Empty(file, "it is empty");
        }

        header.Take(reader, file);
        return header;
    }

    /// <summary>A reader of <paramref name="input"/> that stands before the header line.</summary>
    public CsvReader OpenReader(Utf8Input input, Action<CsvMalformedRecord>? onMalformed)
    {
        if (SeparatorLines > 0)
        {
            int end = input.Buffered.IndexOfAny((byte)'\r', (byte)'\n');
            bool isPair = end >= 0 && input.Buffered[end..].StartsWith("\r\n"u8);
            input.Skip(end < 0 ? input.Buffered.Length : end + (isPair ? 2 : 1));
        }

        CsvReaderOptions options = new()
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = onMalformed,
            BufferSize = BufferSize,
            MaxRecordSize = LongestRecord,
        };
        try
        {
            return char.IsAscii(Delimiter)
                ? CsvReader.Create(input, options with { Separator = Delimiter })
                : CsvReader.Create(new CsvSeparatorStream(input, Delimiter.ToString()), options);
        }
        catch (ArgumentException e)
        {
            throw new FineTuneException(
                "InvalidDelimiter",
                $"'{Delimiter}' can't separate fields: it has a meaning of its own in such files.", e);
        }
    }

    private void Take(CsvReader reader, FileSnapshot file)
    {
        RowOrigin origin = new(file.Path, reader.LineNumber + SeparatorLines);
        if (QuoteScan.Of(reader.RawRecord, DelimiterByte).Fault != QuoteFault.None)
        {
            throw new FineTuneException("InvalidHeader", $"{origin}: the header has a double quote that is not closed.")
            {
                Target = file.Path,
            };
        }

        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        List<FineTuneDataIssue> issues = [];
        NamedColumns = Array.FindLastIndex(names, name => !string.IsNullOrWhiteSpace(name)) + 1;
        Columns = ColumnNames.From(names, origin, issues);
        Issues = issues;
    }

    private static char? SeparatorLine(string start)
        => start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && start.Length > 4
            && (start.Length == 5 || start[5] is '\r' or '\n') ? start[4] : null;
}
