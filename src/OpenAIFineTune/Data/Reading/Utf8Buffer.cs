namespace OpenAIFineTune.Data.Reading;

/// <summary>A file's text as UTF-8 bytes, of which only the part in hand is in memory.</summary>
internal sealed class Utf8Buffer : IDisposable
{
    private const int InitialSize = 64 * 1024;

    private readonly FileSnapshot _file;
    private readonly Utf8Input _input;
    private byte[] _bytes = new byte[InitialSize];
    private int _start;
    private int _end;

    public Utf8Buffer(FileSnapshot file, Encoding? given)
    {
        _file = file;
        _input = new Utf8Input(file, given);
        _ = More();
    }

    /// <summary>The same as <see cref="Unread"/>, to be kept until more is read.</summary>
    public ReadOnlyMemory<byte> UnreadMemory => _bytes.AsMemory(_start, _end - _start);

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

        int read = _input.Read(_bytes.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    /// <summary>Leaves the first bytes of <see cref="Unread"/> behind.</summary>
    public void Advance(int count)
    {
        Line += _bytes.AsSpan(_start, count).Count((byte)'\n');
        _start += count;
    }

    /// <summary>
    /// Finds the line that comes next, whichever of LF, CRLF and CR ends it: its length without and with its end; false
    /// at the end of the file.
    /// </summary>
    public bool TryReadLine(out int length, out int end)
    {
        int looked = 0;
        while (true)
        {
            int at = Unread[looked..].IndexOfAny((byte)'\r', (byte)'\n');
            length = at < 0 ? Unread.Length : looked + at;

            // Behind a CR the next byte must be known.
            bool isKnown = at >= 0 && (Unread[length] == '\n' || length + 1 < Unread.Length);
            looked = length;
            if (isKnown || !More())
            {
                bool isPair = at >= 0 && Unread[length..].StartsWith("\r\n"u8);
                end = at < 0 ? length : length + (isPair ? 2 : 1);
                return end > 0;
            }
        }
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

    public void Dispose() => _input.Dispose();

    private FineTuneException TooLong() => new(
        "FieldTooLong",
        $"{_file.Name}:{Line}: the value that begins here has more than {TextLimits.LargestValue >> 20} MB.")
    {
        Target = _file.Path,
        Advice = "Write one object a line, or a list of objects.",
    };
}
