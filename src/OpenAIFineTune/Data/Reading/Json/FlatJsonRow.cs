using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Reading.Json;

/// <summary>
/// The row of a line that is an object of single values with the names of the row before, which nearly all lines are:
/// taken from the bytes as they stand, with no text or tree made of them. Good until the next line is read.
/// </summary>
internal sealed class FlatJsonRow(string path) : Row
{
    private readonly List<(int Start, int Length, bool IsEscaped, bool IsNull)> _values = [];
    private ReadOnlyMemory<byte> _text;
    private IReadOnlyList<string> _columns = [];
    private byte[] _unescaped = [];
    private long _line;

    public override RowOrigin Origin => new(path, _line);

    public override IReadOnlyList<string> Columns => _columns;

    public override JsonElement? Document => JsonSerializer.Deserialize<JsonElement>(_text.Span);

    /// <summary>Stands on a line; false for one of another kind, of which more must be known.</summary>
    public bool TryTake(ReadOnlyMemory<byte> text, long line, IReadOnlyList<string> columns)
    {
        (_text, _line, _columns) = (text, line, columns);
        _values.Clear();
        if (text.Length > TextLimits.LongestField)
        {
            return false;
        }

        try
        {
            Utf8JsonReader reader = new(text.Span);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TakeAll(ref reader)
                && !reader.Read();
        }
        catch (JsonException)
        {
            // What is wrong with it is told by who reads it slowly.
            return false;
        }
    }

    public override bool TryGet(int column, out ReadOnlySpan<byte> text)
    {
        (int start, int length, bool isEscaped, bool isNull) = _values[column];
        text = _text.Span.Slice(start, length);
        if (isEscaped)
        {
            Utf8JsonReader reader = new(_text.Span.Slice(start - 1, length + 2));
            _ = reader.Read();
            _unescaped = _unescaped.Length < length ? new byte[2 * length] : _unescaped;
            text = _unescaped.AsSpan(0, reader.CopyString(_unescaped));
        }

        return !isNull;
    }

    private bool TakeAll(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int column = _values.Count;
            if (column == _columns.Count || !reader.ValueTextEquals(_columns[column]) || !reader.Read()
                || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                || MayBeHalfACharacter(reader))
            {
                return false;
            }

            bool isText = reader.TokenType == JsonTokenType.String;
            int start = (int)reader.TokenStartIndex + (isText ? 1 : 0);
            bool isNull = reader.TokenType == JsonTokenType.Null;
            _values.Add((start, isNull ? 0 : reader.ValueSpan.Length, reader.ValueIsEscaped, isNull));
        }

        return _values.Count == _columns.Count;
    }

    private static bool MayBeHalfACharacter(in Utf8JsonReader reader)
        => reader.ValueIsEscaped
            && (reader.ValueSpan.IndexOf("\\ud"u8) >= 0 || reader.ValueSpan.IndexOf("\\uD"u8) >= 0);
}
