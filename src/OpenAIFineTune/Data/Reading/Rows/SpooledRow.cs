using System.Runtime.InteropServices;
using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Goes over the rows of a block of a <see cref="RowSpool"/>.</summary>
internal sealed class SpooledRow(TextBlock block, IReadOnlyList<string[]> shapes) : Row
{
    private string[] _columns = [];
    private (int Start, int Length)[] _texts = [];
    private long _number;
    private int _next;

    public override RowOrigin Origin => new(null, _number);

    public override IReadOnlyList<string> Columns => _columns;

    public override JsonElement? Document => TryGet(_columns.Length, out ReadOnlySpan<byte> document)
        ? JsonSerializer.Deserialize<JsonElement>(document) : null;

    /// <summary>Goes to the next row of the block.</summary>
    public bool MoveNext()
    {
        if (_next == block.Length)
        {
            return false;
        }

        _number = Take<long>();
        _columns = shapes[Take<int>()];

        // Behind the texts of the columns stands the whole row as JSON, where it holds more than texts.
        Array.Resize(ref _texts, _columns.Length + 1);
        for (int i = 0; i < _texts.Length; i++)
        {
            int length = Take<int>();
            _texts[i] = (_next, length);
            _next += Math.Max(length, 0);
        }

        return true;
    }

    public override bool TryGet(int column, out ReadOnlySpan<byte> text)
    {
        (int start, int length) = _texts[column];
        text = length < 0 ? default : block.Bytes.Slice(start, length);
        return length >= 0;
    }

    private T Take<T>()
        where T : unmanaged
    {
        T value = MemoryMarshal.Read<T>(block.Bytes[_next..]);
        _next += Unsafe.SizeOf<T>();
        return value;
    }
}
