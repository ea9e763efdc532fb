namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>A row of texts that are in memory, with the JSON that they were taken from, if any.</summary>
internal sealed class TextRow(
    RowOrigin origin, IReadOnlyList<string> columns, string?[] values, JsonElement? document = null) : Row
{
    private byte[] _text = [];

    public override RowOrigin Origin => origin;

    public override IReadOnlyList<string> Columns => columns;

    public override JsonElement? Document => document;

    public override bool TryGet(int column, out ReadOnlySpan<byte> text)
    {
        _text = Encoding.UTF8.GetBytes(values[column] ?? "");
        text = _text;
        return values[column] is not null;
    }
}
