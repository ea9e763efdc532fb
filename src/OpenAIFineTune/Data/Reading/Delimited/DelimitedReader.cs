using CsvHelper;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>One pass over the rows of a text table.</summary>
internal sealed class DelimitedReader : IDisposable
{
    private readonly FileSnapshot _file;
    private readonly DelimitedHeader _header;
    private readonly Utf8Input _input;
    private readonly CsvReader _reader;
    private readonly RowShape _shape;
    private readonly DelimitedRow _row;
    private bool _isMalformed;

    public DelimitedReader(
        FileSnapshot file, ReadingOptions options, DelimitedHeader header, Action<FineTuneDataIssue> report)
    {
        (_file, _header) = (file, header);
        _shape = new RowShape(file, header, report);
        _input = new Utf8Input(file, options.Encoding);
        _reader = header.OpenReader(_input, _ => _isMalformed = true);
        _row = new DelimitedRow(file.Path, header, _reader);
    }

    public IEnumerable<Row> Read(CancellationToken cancellation)
    {
        _ = Advance();
        while (Advance())
        {
            cancellation.ThrowIfCancellationRequested();
            _shape.EnsureShort(_row);
            QuoteScan scan = _isMalformed ? QuoteScan.Of(_reader.RawRecord, _header.DelimiterByte) : default;
            if (scan.Fault == QuoteFault.None)
            {
                if (_shape.Fits(_row))
                {
                    yield return _row;
                }
            }
            else if (_header.Delimiter == '\t')
            {
                foreach ((long line, byte[][] fields) in Relined())
                {
                    if (_shape.Fits(_row.Take(line, fields)))
                    {
                        yield return _row;
                    }
                }
            }
            else
            {
                Refuse(scan);
            }
        }

        _shape.End();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _input.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Advance()
    {
        _isMalformed = false;
        try
        {
            bool hasRecord = _reader.Read();
            _row.Take(hasRecord ? _reader.LineNumber + _header.SeparatorLines : 0, _isMalformed);
            return hasRecord;
        }
        catch (CsvFormatException e)
        {
            throw ReadingIssues.FieldTooLong(_file, e.LineNumber + _header.SeparatorLines);
        }
    }

    private void Refuse(QuoteScan scan)
    {
        long opened = _row.Origin.Line + scan.LineBreaks;
        _shape.Refuse(scan.Fault == QuoteFault.Stray
            ? ReadingIssues.StrayQuote(_row.Lines, opened)
            : ReadingIssues.UnclosedQuote(_row.Lines, opened));
    }

    /// <summary>The lines of a record that a quote between tabs has made one, each as a row.</summary>
    private List<(long Line, byte[][] Fields)> Relined()
    {
        List<(long, byte[][])> rows = [];
        ReadOnlySpan<byte> rest = _reader.RawRecord;
        for (long line = _row.Origin.Line; rest.Length > 0; line++)
        {
            int end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            rows.Add((line, TabbedText.Fields(end < 0 ? rest : rest[..end])));
            int next = end < 0 ? rest.Length : end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1);
            rest = rest[next..];
        }

        return rows;
    }
}
