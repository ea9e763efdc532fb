using System.Runtime.InteropServices;

namespace OpenAIFineTune.Data.Examples;

/// <summary>
/// Some thousand records of one file in the order in which they were read: numbers and UTF-8 texts, one behind the
/// other in one array, so that a block is handed on, kept and written away without looking into it.
/// </summary>
internal sealed class TextBlock
{
    /// <summary>What a block holds when it is handed on, in bytes; a long record makes it longer.</summary>
    public const int UsualSize = 256 * 1024;

    private byte[] _bytes = new byte[UsualSize + (UsualSize / 8)];

    /// <summary>The file that the records come from; null for the pipeline.</summary>
    public string? Path { get; set; }

    /// <summary>How many records there are.</summary>
    public int Count { get; set; }

    /// <summary>How many records came before this block.</summary>
    public long First { get; set; }

    /// <summary>True when it is to be read again from where it is.</summary>
    public bool IsKept { get; set; }

    /// <summary>Rows that could not be read, and what else a person should know of this part.</summary>
    public List<FineTuneDataIssue> Issues { get; } = [];

    /// <summary>All records.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>The length of all records in bytes; making it less cuts off one that is not finished.</summary>
    public int Length { get; set; }

    /// <summary>True when the block has as much as one should.</summary>
    public bool IsFull => Length >= UsualSize;

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<byte> text) => text.CopyTo(Extend(text.Length));

    /// <summary>Adds a number, or several in one value.</summary>
    public void Append<T>(in T value)
        where T : unmanaged
        => MemoryMarshal.Write(Extend(Unsafe.SizeOf<T>()), value);

    /// <summary>Makes room behind the last record and returns it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<byte> Extend(int length)
    {
        int start = Length;
        if (start + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(start + length, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        Length += length;
        return _bytes.AsSpan(start, length);
    }

    /// <summary>Writes over a value that was added before.</summary>
    public void Set<T>(int offset, in T value)
        where T : unmanaged
        => MemoryMarshal.Write(_bytes.AsSpan(offset), value);

    /// <summary>Empties the block for other records.</summary>
    public void Clear()
    {
        (Path, Count, First, Length) = (null, 0, 0, 0);
        Issues.Clear();
        if (_bytes.Length > 4 * UsualSize)
        {
            _bytes = new byte[UsualSize + (UsualSize / 8)];
        }
    }
}
