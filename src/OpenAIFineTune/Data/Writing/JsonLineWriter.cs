using System.Buffers;
using System.Text;

namespace OpenAIFineTune.Data.Writing;

/// <summary>
/// Writes JSON lines: UTF-8, a line feed at each end, and only escaped what JSON demands, since services and people
/// read Korean and emoji better than their numbers.
/// </summary>
internal sealed class JsonLineWriter(Stream stream, int bufferSize = JsonLineWriter.UsualSize)
{
    private const int UsualSize = 1 << 16;
    private const int MostBytesPerChar = 3;

    private static readonly SearchValues<char> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private readonly byte[] _buffer = new byte[bufferSize];
    private int _length;

    /// <summary>Writes what is JSON already and pure ASCII.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(_buffer.AsSpan(_length));
        _length += json.Length;
    }

    /// <summary>Writes what is JSON already.</summary>
    public void Raw(ReadOnlySpan<char> json)
    {
        int most = bufferSize / MostBytesPerChar;
        while (json.Length > 0)
        {
            int length = Math.Min(json.Length, most);
            length -= length < json.Length && char.IsHighSurrogate(json[length - 1]) ? 1 : 0;
            Reserve(length * MostBytesPerChar);
            _length += Encoding.UTF8.GetBytes(json[..length], _buffer.AsSpan(_length));
            json = json[length..];
        }
    }

    /// <summary>Writes one string made of up to three parts.</summary>
    public void Text(string first, string? second = null, string? third = null)
    {
        Raw("\""u8);
        Escaped(first);
        Escaped(second);
        Escaped(third);
        Raw("\""u8);
    }

    /// <summary>Ends the line.</summary>
    public void EndLine() => Raw("\n"u8);

    /// <summary>Hands everything to the stream.</summary>
    public void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    private void Escaped(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            int plain = text.IndexOfAny(s_escaped);
            if (plain < 0)
            {
                Raw(text);
                return;
            }

            Raw(text[..plain]);
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\b': Raw("\\b"u8); break;
            case '\f': Raw("\\f"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\r': Raw("\\r"u8); break;
            case '\t': Raw("\\t"u8); break;
            default: Raw($"\\u{(int)c:x4}".AsSpan()); break;
        }
    }

    private void Reserve(int length)
    {
        if (_length + length > bufferSize)
        {
            Flush();
        }
    }
}
