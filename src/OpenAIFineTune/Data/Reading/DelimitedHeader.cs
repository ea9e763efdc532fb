using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace OpenAIFineTune.Data.Reading;

/// <summary>How a text table is laid out: its delimiter, its columns and where its rows begin.</summary>
internal sealed class DelimitedHeader
{
    private const int BufferSize = 32 * 1024;

    private DelimitedHeader(char delimiter, int separatorLines)
        => (Delimiter, SeparatorLines) = (delimiter, separatorLines);

    public char Delimiter { get; }

    /// <summary>1 when the file begins with Excel's <c>sep=</c> line, which is not part of the table.</summary>
    public int SeparatorLines { get; }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The number of columns up to the last one that the header really names.</summary>
    public int NamedColumns { get; private set; }

    public IReadOnlyList<FineTuneDataIssue> Issues { get; private set; } = [];

    public static DelimitedHeader Read(TextInput input, FileSnapshot file, char? given)
    {
        char? stated = SeparatorLine(input.Buffered);
        char delimiter = given ?? stated ?? DelimiterFinder.Find(input.Buffered, file.Extension);
        DelimitedHeader header = new(delimiter, stated is null ? 0 : 1);
        using CsvParser parser = header.OpenParser(input, null);
        if (!parser.Read())
        {
            throw ReadingIssues.Empty(file, "it is empty");
        }

        header.Take(parser, file);
        return header;
    }

    /// <summary>A parser over <paramref name="input"/> that stands before the header line.</summary>
    public CsvParser OpenParser(TextInput input, BadDataFound? onBadField)
    {
        if (SeparatorLines > 0)
        {
            _ = input.ReadLine();
        }

        try
        {
            return new CsvParser(input, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = Delimiter.ToString(),
                BadDataFound = onBadField,
                BufferSize = BufferSize,
                MaxFieldSize = TextLimits.LongestField,
            });
        }
        catch (ConfigurationException e)
        {
            throw new FineTuneException(
                "InvalidDelimiter",
                $"'{Delimiter}' can't separate fields: it has a meaning of its own in such files.", e);
        }
    }

    private void Take(CsvParser parser, FileSnapshot file)
    {
        RowOrigin origin = new(file.Path, parser.RawRow + SeparatorLines);
        if (QuoteScan.Of(parser.RawRecord, Delimiter).Fault != QuoteFault.None)
        {
            throw new FineTuneException("InvalidHeader", $"{origin}: the header has a double quote that is not closed.")
            {
                Target = file.Path,
            };
        }

        string[] names = parser.Record!;
        List<FineTuneDataIssue> issues = [];
        NamedColumns = Array.FindLastIndex(names, name => !string.IsNullOrWhiteSpace(name)) + 1;
        Columns = ColumnNames.From(names, origin, issues);
        Issues = issues;
    }

    private static char? SeparatorLine(ReadOnlySpan<char> start)
        => start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && start.Length > 4
            && (start.Length == 5 || start[5] is '\r' or '\n') ? start[4] : null;
}
