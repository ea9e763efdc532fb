using System.Buffers;

namespace OpenAIFineTune.Data.Writing;

/// <summary>
/// JSON lines in memory: UTF-8, a line feed at each end, and only escaped what JSON demands, since services and people
/// read Korean and emoji better than their numbers; the framework's writer escapes emoji.
/// </summary>
internal sealed class JsonLines(int capacity)
{
    private static readonly SearchValues<byte> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>How many bytes were written; what is not finished is cut off by making it less.</summary>
    public int Length { get; set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Writes what is JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Raw(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(_bytes.AsSpan(Length));
        Length += json.Length;
    }

    /// <summary>Writes one string made of up to three parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Text(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default)
    {
        Raw("\""u8);
        Escaped(first);
        Escaped(second);
        Escaped(third);
        Raw("\""u8);
    }

    /// <summary>Writes one string.</summary>
    public void Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes what is JSON already.</summary>
    public void Raw(string json) => Raw(Encoding.UTF8.GetBytes(json));

    /// <summary>What was written, as a text; the lines are not looked at any more.</summary>
    public string Take()
    {
        string text = Encoding.UTF8.GetString(Bytes);
        Release();
        return text;
    }

    /// <summary>Ends the line.</summary>
    public void EndLine() => Raw("\n"u8);

    /// <summary>The lines are not looked at any more.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Escaped(ReadOnlySpan<byte> text)
    {
        for (int plain = text.IndexOfAny(s_escaped); plain >= 0; plain = text.IndexOfAny(s_escaped))
        {
            Raw(text[..plain]);
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }

        Raw(text);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Escape(byte unit)
    {
        switch (unit)
        {
            case (byte)'"': Raw("\\\""u8); break;
            case (byte)'\\': Raw("\\\\"u8); break;
            case (byte)'\b': Raw("\\b"u8); break;
            case (byte)'\f': Raw("\\f"u8); break;
            case (byte)'\n': Raw("\\n"u8); break;
            case (byte)'\r': Raw("\\r"u8); break;
            case (byte)'\t': Raw("\\t"u8); break;
            default: Raw(Encoding.ASCII.GetBytes($"\\u{(int)unit:x4}")); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reserve(int length)
    {
        if (Length + length > _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + length, 2 * _bytes.Length));
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
