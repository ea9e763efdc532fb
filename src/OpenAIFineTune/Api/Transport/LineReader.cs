namespace OpenAIFineTune.Api.Transport;

/// <summary>
/// Reads lines that end in CR, LF or both, each as soon as its end is there; a character that comes in two parts is
/// kept whole, and a line that does not end is an error.
/// </summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[4096];
    private readonly char[] _chars = new char[4097];
    private readonly StringBuilder _line = new();
    private int _next;
    private int _end;
    private bool _isStart = true;
    private bool _isAfterReturn;

    /// <summary>The next line; null at the end.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellation)
    {
        while (!TakeLine())
        {
            int read = await stream.ReadAsync(_bytes, cancellation).ConfigureAwait(false);
            _next = 0;
            _end = _decoder.GetChars(_bytes, 0, read, _chars, 0, flush: read == 0);
            if (read == 0 && _end == 0)
            {
                return _line.Length > 0 ? Finish() : null;
            }
        }

        return Finish();
    }

    // Takes characters up to a line's end; false when it is still to come.
    private bool TakeLine()
    {
        while (_next < _end)
        {
            char next = _chars[_next++];
            bool isSecondHalf = next == '\n' && _isAfterReturn;
            bool isMark = next == '\uFEFF' && _isStart;
            (_isAfterReturn, _isStart) = (next == '\r', false);
            if (isSecondHalf || isMark)
            {
                continue;
            }

            if (next is '\r' or '\n')
            {
                return true;
            }

            _ = _line.Length < longest
                ? _line.Append(next) : throw ResponseStream.TooLong("A line of the answer", longest);
        }

        return false;
    }

    private string Finish()
    {
        string line = _line.ToString();
        _ = _line.Clear();
        return line;
    }
}
