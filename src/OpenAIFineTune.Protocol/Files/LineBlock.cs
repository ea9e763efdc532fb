using System.Buffers;

namespace OpenAIFineTune.Protocol.Files;

/// <summary>Some thousand whole lines of a file, as bytes.</summary>
/// <param name="bytes">Rented; begins with the lines.</param>
/// <param name="length">The length of all lines.</param>
/// <param name="first">The number of the first line, from 1.</param>
/// <param name="end">How many bytes of the file are behind, when these lines are.</param>
internal sealed class LineBlock(byte[] bytes, int length, long first, long end)
{
    /// <summary>The number of the first line, from 1.</summary>
    public long First => first;

    /// <summary>How many lines there are.</summary>
    public int Count { get; } = bytes.AsSpan(0, length).Count((byte)'\n') + (bytes[length - 1] == '\n' ? 0 : 1);

    /// <summary>How many bytes of the file are behind, when these lines are.</summary>
    public long End => end;

    /// <summary>The lines with their numbers, without LF or CRLF.</summary>
    public IEnumerable<(long Number, ReadOnlyMemory<byte> Text)> Lines()
    {
        long number = first;
        for (int start = 0; start < length; number++)
        {
            int at = bytes.AsSpan(start, length - start).IndexOf((byte)'\n');
            int next = at < 0 ? length : start + at + 1;
            int last = at < 0 ? length : start + at;
            last -= last > start && bytes[last - 1] == '\r' ? 1 : 0;
            yield return (number, bytes.AsMemory(start..last));
            start = next;
        }
    }

    /// <summary>Nobody looks at the lines any more.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(bytes);
}
