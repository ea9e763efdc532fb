using System.Text;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data.Checking;

/// <summary>
/// Reads a file line by line, as bytes, and knows each line's number; a wrong byte spoils only its own line.
/// </summary>
internal sealed class LineReader : IDisposable
{
    // One line can't be held in memory beyond this; no service takes one of a hundredth of it.
    private const int LongestLine = 256 << 20;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly BufferedStream _stream;
    private readonly MemoryStream _line = new();
    private bool _hasEnded;

    /// <summary>Opens the file.</summary>
    public LineReader(string path)
    {
        _path = path;
        _stream = new BufferedStream(InputFile.Open(path, new FileStreamOptions()), 1 << 16);
    }

    /// <summary>The number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>How many bytes of the file are behind.</summary>
    public long Position => _stream.CanSeek ? _stream.Position : 0;

    /// <summary>The line without its end.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why the line can't be read as text; null if it can.</summary>
    public FineTuneDataIssue? Fault { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Next()
    {
        _line.SetLength(0);
        int next = _hasEnded ? -1 : _stream.ReadByte();
        if (next < 0)
        {
            return false;
        }

        for (; next is not ('\n' or -1); next = _stream.ReadByte())
        {
            if (_line.Length < LongestLine)
            {
                _line.WriteByte((byte)next);
            }
        }

        _hasEnded = next < 0;
        Number++;
        Decode(_line.GetBuffer().AsSpan(0, (int)_line.Length));
        return true;
    }

    public void Dispose() => _stream.Dispose();

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        bytes = Number == 1 && bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        bytes = bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes;
        Fault = null;
        try
        {
            Text = s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            Fault = new FineTuneDataIssue
            {
                Severity = FineTuneSeverity.Error,
                Rule = "InvalidEncoding",
                Path = _path,
                Line = Number,
                Column = e.Index + 1,
                Message = $"Byte {e.Index + 1} of the line is not UTF-8 text.",
                Recommendation = "Save the file as UTF-8 without BOM.",
            };
        }
    }
}
