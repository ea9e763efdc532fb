using CsvHelper;

namespace OpenAIFineTune.Data.Reading;

/// <summary>One pass over the rows of a text table.</summary>
internal sealed class DelimitedReader : IDisposable
{
    private readonly FileSnapshot _file;
    private readonly DelimitedHeader _header;
    private readonly Action<FineTuneDataIssue> _report;
    private readonly TextInput _input;
    private readonly CsvParser _parser;
    private readonly RowShape _shape;
    private string? _badField;
    private bool _isSuspect;
    private int _before;

    public DelimitedReader(
        FileSnapshot file, ReadingOptions options, DelimitedHeader header, Action<FineTuneDataIssue> report)
    {
        (_file, _header, _report) = (file, header, report);
        _shape = new RowShape(file, header, report);
        _input = new TextInput(file, options.Encoding);
        _parser = header.OpenParser(_input, bad => _badField = bad.Field);
    }

    public IEnumerable<Row> Read(CancellationToken cancellation)
    {
        _ = Advance();
        _before = _parser.RawRow;
        while (Advance())
        {
            cancellation.ThrowIfCancellationRequested();
            string[] fields = TakeFields();
            QuoteScan scan = _isSuspect || _input.HasEnded
                ? QuoteScan.Of(_parser.RawRecord, _header.Delimiter) : default;
            if (scan.Fault != QuoteFault.None)
            {
                foreach (Row row in Recover(scan))
                {
                    yield return row;
                }
            }
            else if (_shape.TryFit(fields, CurrentLines(), _input.HasNul, out Row row))
            {
                yield return row;
            }

            _before = _parser.RawRow;
        }

        _shape.End();
    }

    public void Dispose()
    {
        _parser.Dispose();
        _input.Dispose();
    }

    private bool Advance()
    {
        try
        {
            return _parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw ReadingIssues.FieldTooLong(_file, _before + 1 + _header.SeparatorLines);
        }
    }

    private string[] TakeFields()
    {
        _isSuspect = false;
        string[] fields = new string[_parser.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = _parser[i];
            if (_badField is not null)
            {
                // The parser drops quotes that don't enclose the whole field; between tabs they are plain characters.
                fields[i] = _header.Delimiter == '\t' ? _badField : fields[i];
                _isSuspect = true;
                _badField = null;
            }
        }

        return fields;
    }

    /// <summary>The lines of the record; blank lines that were skipped before it do not count.</summary>
    private LineSpan CurrentLines()
    {
        int last = _parser.RawRow;
        int breaks = last == _before + 1 ? 0 : QuoteScan.CountBreaks(_parser.RawRecord.AsSpan().TrimEnd("\r\n"));
        return new LineSpan(_file.Path, last - breaks + _header.SeparatorLines, last + _header.SeparatorLines);
    }

    /// <summary>
    /// Between tabs a quote that opens no proper field is text, and each line a row; elsewhere the record is an error.
    /// </summary>
    private IEnumerable<Row> Recover(QuoteScan scan)
    {
        string record = _parser.RawRecord;
        int breaks = QuoteScan.CountBreaks(record);
        bool endsWithBreak = record[^1] is '\r' or '\n';
        bool isCounted = scan.Fault == QuoteFault.Unclosed || !endsWithBreak;
        long first = _parser.RawRow + _header.SeparatorLines - (isCounted ? breaks : breaks - 1);
        if (_header.Delimiter == '\t')
        {
            return Relined(record, first);
        }

        LineSpan lines = new(_file.Path, first, first + breaks - (endsWithBreak ? 1 : 0));
        long opened = first + scan.LineBreaks;
        _shape.Refuse(scan.Fault == QuoteFault.Stray
            ? ReadingIssues.StrayQuote(lines, opened)
            : ReadingIssues.UnclosedQuote(lines, opened));
        return [];
    }

    private IEnumerable<Row> Relined(string record, long line)
    {
        using StringReader reader = new(record);
        for (; reader.ReadLine() is { } text; line++)
        {
            string[] fields = text.Split('\t').Select(Unquoted).ToArray();
            if (_shape.TryFit(fields, new LineSpan(_file.Path, line, line), _input.HasNul, out Row row))
            {
                yield return row;
            }
        }
    }

    private static string Unquoted(string field)
    {
        bool isQuoted = field.Length >= 2 && field[0] == '"' && field[^1] == '"'
            && !field[1..^1].Replace("\"\"", "").Contains('"');
        return isQuoted ? field[1..^1].Replace("\"\"", "\"") : field;
    }
}
