using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// The text of a file as UTF-8, without the mark at its beginning: checked where it is UTF-8, translated where it is
/// encoded in another way.
/// </summary>
internal sealed class Utf8Input : ForwardStream
{
    private const int BlockSize = 64 * 1024;

    private readonly FileSnapshot _file;
    private readonly Stream _content;
    private readonly Encoding _encoding;
    private readonly Utf8Check _check;
    private readonly Decoder? _decoder;
    private readonly byte[] _block = new byte[BlockSize];
    private byte[] _text;
    private int _start;
    private int _end;
    private LineCount _lines;

    public Utf8Input(FileSnapshot file, Encoding? given)
    {
        _file = file;
        _check = new Utf8Check(file);
        _content = file.OpenContent();
        _text = _block;
        int count = file.Fill(_content, _block);
        (_encoding, int mark) = TextEncoding.Find(_block.AsSpan(0, count), given, file.Path);
        if (_encoding is UTF8Encoding)
        {
            (_start, _end) = (mark, count);
            _check.Add(_block.AsSpan(mark, count - mark));
            return;
        }

        _decoder = _encoding.GetDecoder();
        _text = new byte[Encoding.UTF8.GetMaxByteCount(_encoding.GetMaxCharCount(BlockSize))];
        Translate(_block.AsSpan(mark, count - mark), isLast: count == 0);
    }

    /// <summary>What comes next, as far as it is in memory: at the beginning, the first block of the file.</summary>
    public ReadOnlySpan<byte> Buffered => _text.AsSpan(_start, _end - _start);

    /// <summary>True for text that is stored as UTF-16.</summary>
    public bool IsUtf16 => _encoding is UnicodeEncoding;

    /// <summary>Leaves the beginning of <see cref="Buffered"/> behind.</summary>
    public void Skip(int count) => _start += count;

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end && buffer.Length > 0)
        {
            if (_decoder is null)
            {
                return ReadChecked(buffer);
            }

            TranslateNext();
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _text.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(Read(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadChecked(Span<byte> buffer)
    {
        int count = _file.Fill(_content, buffer);
        _check.Add(buffer[..count]);
        if (count == 0)
        {
            _check.End();
        }

        return count;
    }

    private void TranslateNext()
    {
        int count;
        do
        {
            count = _file.Fill(_content, _block);
            Translate(_block.AsSpan(0, count), isLast: count == 0);
        }
        while (_end == 0 && count > 0);
    }

    private void Translate(ReadOnlySpan<byte> block, bool isLast)
    {
        char[] chars = new char[_encoding.GetMaxCharCount(block.Length)];
        try
        {
            int count = _decoder!.GetChars(block, chars, flush: isLast);
            (_start, _end) = (0, Encoding.UTF8.GetBytes(chars.AsSpan(0, count), _text));
            _lines.Add(chars.AsSpan(0, count));
        }
        catch (DecoderFallbackException e)
        {
            // The index is below zero when the character began in the block before.
            ReadOnlySpan<byte> good = block[..Math.Clamp(e.Index, 0, block.Length)];
            _lines.Add(TextEncoding.Lenient(_encoding).GetString(good));
            throw TextEncoding.WrongByte(_file, _lines.Line, e.BytesUnknown ?? [], _encoding);
        }
    }
}
