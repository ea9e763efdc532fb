using System.Text;

namespace OpenAIFineTune.Data.Reading;

/// <summary>A file's text as UTF-8 bytes, of which only the part in hand is in memory.</summary>
internal sealed class Utf8Buffer : IDisposable
{
    private const int InitialSize = 64 * 1024;

    private readonly FileSnapshot _file;
    private readonly Stream _content;
    private readonly TextInput? _text;
    private readonly Encoder? _encoder;
    private readonly char[] _chars = [];
    private byte[] _bytes = new byte[InitialSize];
    private int _start;
    private int _end;

    public Utf8Buffer(FileSnapshot file, Encoding? given)
    {
        _file = file;
        _content = file.OpenContent();
        _end = file.Fill(_content, _bytes);
        (Encoding encoding, int mark) = TextEncoding.Find(_bytes.AsSpan(0, _end), given, file.Path);
        if (encoding is UTF8Encoding)
        {
            _start = mark;
            return;
        }

        _content.Dispose();
        _end = 0;
        _text = new TextInput(file, given);
        _encoder = Encoding.UTF8.GetEncoder();
        _chars = new char[InitialSize / 4];
    }

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>The line that <see cref="Unread"/> begins on, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Reads on behind <see cref="Unread"/>; false at the end of the file.</summary>
    public bool More()
    {
        if (Unread.Length > TextLimits.LargestValue)
        {
            throw TooLong();
        }

        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        // A quarter at least must be free, so that what is looked at again and again doubles each time.
        if (_bytes.Length - _end < _bytes.Length / 4)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        int read = _text is null ? _file.Fill(_content, _bytes.AsSpan(_end)) : Encode(_text);
        _end += read;
        return read > 0;
    }

    /// <summary>Leaves the first bytes of <see cref="Unread"/> behind.</summary>
    public void Advance(int count)
    {
        Line += _bytes.AsSpan(_start, count).Count((byte)'\n');
        _start += count;
    }

    /// <summary>Leaves blanks and line ends behind; false when nothing else comes.</summary>
    public bool SkipBlanks()
    {
        do
        {
            int blanks = Unread.IndexOfAnyExcept(" \t\r\n"u8);
            Advance(blanks < 0 ? Unread.Length : blanks);
            if (blanks >= 0)
            {
                return true;
            }
        }
        while (More());
        return false;
    }

    public void Dispose()
    {
        _content.Dispose();
        _text?.Dispose();
    }

    private int Encode(TextInput text)
    {
        int count = text.Read(_chars.AsSpan(0, Math.Min(_chars.Length, (_bytes.Length - _end) / 4)));
        return _encoder!.GetBytes(_chars.AsSpan(0, count), _bytes.AsSpan(_end), flush: count == 0);
    }

    private FineTuneException TooLong() => new(
        "FieldTooLong",
        $"{_file.Name}:{Line}: the value that begins here has more than {TextLimits.LargestValue >> 20} MB.")
    {
        Target = _file.Path,
        Advice = "Write one object a line, or a list of objects.",
    };
}
