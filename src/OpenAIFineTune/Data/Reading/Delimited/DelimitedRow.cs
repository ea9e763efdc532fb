using CsvHelper;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Delimited;

/// <summary>The row of a text table that its reader stands on, or a line within it that is a row of its own.</summary>
internal sealed class DelimitedRow(string path, DelimitedHeader header, CsvReader reader) : Row
{
    private readonly bool _isTabbed = header.Delimiter == '\t';
    private byte[][]? _fields;
    private bool _isMalformed;
    private long _line;

    public override RowOrigin Origin => new(path, _line);

    public override IReadOnlyList<string> Columns => header.Columns;

    /// <summary>How many fields there are; a header may name more or fewer.</summary>
    public int Count => _fields?.Length ?? reader.FieldCount;

    /// <summary>The record as it is written, without the break at its end.</summary>
    public ReadOnlySpan<byte> Written => reader.RawRecord;

    /// <summary>The lines that the record takes up.</summary>
    public LineSpan Lines
        => new(path, _line, _line + (_fields is null ? QuoteScan.CountBreaks(WithoutEnd(Written)) : 0));

    /// <summary>Stands on the reader's record.</summary>
    public DelimitedRow Take(long line, bool isMalformed)
    {
        (_fields, _line, _isMalformed) = (null, line, isMalformed);
        return this;
    }

    /// <summary>Stands on a line within the reader's record.</summary>
    public DelimitedRow Take(long line, byte[][] fields)
    {
        (_fields, _line, _isMalformed) = (fields, line, false);
        return this;
    }

    /// <summary>
    /// A field without its quotes. Between tabs, quotes that don't enclose the whole field are plain characters.
    /// </summary>
    public ReadOnlySpan<byte> Field(int index) => _fields is not null ? _fields[index]
        : _isMalformed && _isTabbed ? TabbedText.Unquoted(reader.GetRawSpan(index))
        : reader.GetSpan(index);

    // A quote that is not closed takes the last line's end into the record.
    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> record)
        => record.EndsWith("\r\n"u8) ? record[..^2] : record is [.., (byte)'\r' or (byte)'\n'] ? record[..^1] : record;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryGet(int column, out ReadOnlySpan<byte> text)
    {
        bool hasField = column < Count;
        text = hasField ? Field(column) : default;
        return hasField;
    }
}
