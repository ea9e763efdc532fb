using System.Text;

namespace OpenAIFineTune.Data.Reading;

/// <summary>The text of a file, decoded strictly; a wrong byte is an error that names its line.</summary>
internal sealed class TextInput : TextReader
{
    private const int BlockSize = 64 * 1024;

    private readonly FileSnapshot _file;
    private readonly Stream _content;
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[BlockSize];
    private readonly char[] _chars;
    private readonly LineCounter _lines = new();
    private int _start;
    private int _end;
    private long _linesRead;

    public TextInput(FileSnapshot file, Encoding? encoding)
    {
        _file = file;
        _content = file.OpenContent();
        int count = file.Fill(_content, _bytes);
        (_encoding, int mark) = TextEncoding.Find(_bytes.AsSpan(0, count), encoding, file.Path);
        _decoder = _encoding.GetDecoder();
        _chars = new char[_encoding.GetMaxCharCount(BlockSize)];
        Decode(_bytes.AsSpan(mark, count - mark), isLast: count == 0);
    }

    /// <summary>What is decoded and not yet read; at the beginning, the first block of the file.</summary>
    public ReadOnlySpan<char> Buffered => _chars.AsSpan(_start, _end - _start);

    /// <summary>True for text in UTF-16.</summary>
    public bool IsUtf16 => _encoding is UnicodeEncoding;

    /// <summary>True once a NUL was met, so that a reader looks for it only then.</summary>
    public bool HasNul { get; private set; }

    /// <summary>True once everything was read.</summary>
    public bool HasEnded { get; private set; }

    public override int Read(Span<char> buffer)
    {
        if (_start == _end && !Fill())
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _chars.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Peek() => _start == _end && !Fill() ? -1 : _chars[_start];

    public override int Read() => _start == _end && !Fill() ? -1 : _chars[_start++];

    /// <summary>As the base does it, but a block at a time.</summary>
    public override string? ReadLine()
    {
        StringBuilder? beginning = null;
        while (_start < _end || Fill())
        {
            int end = Buffered.IndexOfAny('\r', '\n');
            ReadOnlySpan<char> part = end < 0 ? Buffered : Buffered[..end];
            _start += part.Length;
            if (end < 0)
            {
                beginning = (beginning ?? new StringBuilder()).Append(part);
                if (beginning.Length > TextLimits.LongestField)
                {
                    throw ReadingIssues.FieldTooLong(_file, _linesRead + 1);
                }

                continue;
            }

            string line = beginning is null ? part.ToString() : beginning.Append(part).ToString();
            _linesRead++;
            bool isReturn = _chars[_start++] == '\r';
            _ = isReturn && Peek() == '\n' ? _start++ : 0;
            return line;
        }

        return beginning?.ToString();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        while (_start == _end && !HasEnded)
        {
            int count = _file.Fill(_content, _bytes);
            Decode(_bytes.AsSpan(0, count), isLast: count == 0);
            HasEnded = count == 0;
        }

        return _start < _end;
    }

    private void Decode(ReadOnlySpan<byte> block, bool isLast)
    {
        _start = 0;
        try
        {
            _end = _decoder.GetChars(block, _chars, flush: isLast);
        }
        catch (DecoderFallbackException e)
        {
            throw WrongByte(block, e);
        }

        _lines.Add(_chars.AsSpan(0, _end));
        HasNul = HasNul || _chars.AsSpan(0, _end).Contains('\0');
    }

    private FineTuneException WrongByte(ReadOnlySpan<byte> block, DecoderFallbackException cause)
    {
        // The index is below zero when the character began in the block before.
        ReadOnlySpan<byte> good = block[..Math.Clamp(cause.Index, 0, block.Length)];
        Encoding lenient = (Encoding)_encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        _lines.Add(lenient.GetString(good));
        string bytes = string.Join(' ', (cause.BytesUnknown ?? []).Select(value => $"0x{value:X2}"));
        return new FineTuneException(
            "InvalidEncoding",
            $"{_file.Name}:{_lines.Line}: {bytes} is not {_encoding.WebName.ToUpperInvariant()} text.", cause)
        {
            Target = _file.Path,
            Advice = "Say how the file is encoded with -Encoding (for example 1252 or 949), or save it as UTF-8.",
        };
    }
}
