using OpenAIFineTune.Data.Examples;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>Keeps rows of the pipeline until all have come, as blocks that a <see cref="BlockSpool"/> has.</summary>
internal sealed class RowSpool(int memoryLimit = BlockSpool.UsualLimit) : IDisposable
{
    private const int None = -1;

    private readonly BlockPool _pool = new();
    private readonly List<string[]> _shapes = [];
    private readonly Dictionary<string[], int> _numbers = new(ReferenceEqualityComparer.Instance);
    private BlockSpool? _spool;
    private TextBlock? _block;

    public long Count { get; private set; }

    /// <summary>The file, once there is one.</summary>
    public string? FilePath => _spool?.FilePath;

    /// <summary>Adds a row; rows of one shape should share their list of columns.</summary>
    public void Add(long number, string[] columns, ReadOnlySpan<string?> values, string? document)
    {
        _spool ??= new BlockSpool(_pool, memoryLimit);
        _block ??= _pool.Rent();
        if (!_numbers.TryGetValue(columns, out int shape))
        {
            shape = _shapes.Count;
            _numbers.Add(columns, shape);
            _shapes.Add(columns);
        }

        _block.Append(number);
        _block.Append(shape);
        foreach (string? value in values)
        {
            Append(_block, value);
        }

        Append(_block, document);
        _block.Count++;
        Count++;
        if (_block.IsFull)
        {
            HandOver();
        }
    }

    /// <summary>The rows from the first on; one reading at a time, and none while rows are added.</summary>
    public IEnumerable<Row> Read()
    {
        HandOver();
        foreach (TextBlock block in _spool?.Read() ?? [])
        {
            SpooledRow row = new(block, _shapes);
            while (row.MoveNext())
            {
                yield return row;
            }

            _spool!.Release(block);
        }
    }

    public void Dispose() => _spool?.Dispose();

    private static void Append(TextBlock block, string? text)
    {
        int start = block.Length;
        block.Append(None);
        if (text is not null)
        {
            Span<byte> room = block.Extend(Encoding.UTF8.GetMaxByteCount(text.Length));
            int length = Encoding.UTF8.GetBytes(text, room);
            block.Length = start + sizeof(int) + length;
            block.Set(start, length);
        }
    }

    private void HandOver()
    {
        if (_block is { Count: > 0 } full)
        {
            _spool!.Add(full);
            _spool.Release(full);
            _block = null;
        }
    }
}
