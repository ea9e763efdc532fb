using System.Buffers;

namespace OpenAIFineTune.Protocol.Files;

/// <summary>
/// Cuts a stream into blocks of whole lines, so that lines are found at the speed of memory and blocks are worked on
/// apart. A line beyond a limit is cut off there, and what is left of it is passed over.
/// </summary>
internal sealed class LineBlocks(Stream stream, int longest = LineBlocks.LongestLine)
{
    /// <summary>In bytes; no service takes a line of a hundredth of it.</summary>
    public const int LongestLine = 64 << 20;

    private const int UsualSize = 256 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _length;
    private long _end;
    private bool _isPassing;

    /// <summary>The blocks; each is to be released.</summary>
    public IEnumerable<LineBlock> Read(CancellationToken cancellation)
    {
        long number = 1;
        while (Fill(cancellation) is int length and > 0)
        {
            byte[] rest = ArrayPool<byte>.Shared.Rent(Math.Max(UsualSize, 2 * (_length - length)));
            _bytes.AsSpan(length, _length - length).CopyTo(rest);
            LineBlock block = new(_bytes, length, number, _end - (_length - length));
            number += block.Count;
            (_bytes, _length) = (rest, _length - length);
            yield return block;
        }
    }

    /// <summary>Reads until there is the end of a line; returns the length of all whole lines, 0 at the end.</summary>
    private int Fill(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = stream.Read(_bytes, _length, Math.Min(_bytes.Length, longest) - _length);
            _end += read;
            int known = _length;
            _length += read;
            if (_isPassing)
            {
                Pass();
                known = 0;
            }

            int line = _bytes.AsSpan(known, _length - known).LastIndexOf((byte)'\n');
            if (line >= 0 || read == 0)
            {
                return line >= 0 ? known + line + 1 : _length;
            }

            if (_length >= longest)
            {
                _isPassing = true;
                return _length;
            }

            Grow();
        }
    }

    /// <summary>Drops what belongs to a line that was cut off.</summary>
    private void Pass()
    {
        int end = _bytes.AsSpan(0, _length).IndexOf((byte)'\n');
        int length = end < 0 ? _length : end + 1;
        _bytes.AsSpan(length, _length - length).CopyTo(_bytes);
        (_length, _isPassing) = (_length - length, end < 0);
    }

    private void Grow()
    {
        if (_length == _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _bytes.Length);
            _bytes.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
