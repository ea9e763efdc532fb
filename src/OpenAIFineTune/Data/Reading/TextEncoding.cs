namespace OpenAIFineTune.Data.Reading;

/// <summary>
/// The encoding of a text file: what its byte order mark says, else what the caller says, else UTF-8.
/// </summary>
internal static class TextEncoding
{
    // UTF-32LE before UTF-16LE: its mark begins with the other's.
    private static readonly Encoding[] s_marked =
        [new UTF8Encoding(true), new UTF32Encoding(false, true), new UTF32Encoding(true, true),
            new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    /// <summary>An encoding that throws on a wrong byte, and the length of the mark at the start.</summary>
    public static (Encoding Encoding, int MarkLength) Find(ReadOnlySpan<byte> start, Encoding? given, string path)
    {
        foreach (Encoding encoding in s_marked)
        {
            if (start.StartsWith(encoding.Preamble))
            {
                return (Strict(encoding), encoding.Preamble.Length);
            }
        }

        return given is null && LooksLikeUtf16(start)
            ? throw new FineTuneException(
                "InvalidEncoding", $"'{path}' looks like UTF-16 text without a byte order mark.")
            {
                Target = path,
                Advice = "Say how it is encoded: -Encoding Unicode (or BigEndianUnicode), or save it as UTF-8.",
            }
            : (Strict(given ?? s_marked[0]), 0);
    }

    /// <summary>The same encoding, for which a wrong byte is a sign that says so.</summary>
    public static Encoding Lenient(Encoding encoding) => With(DecoderFallback.ReplacementFallback, encoding);

    /// <summary>Bytes that are no text in the encoding of a file.</summary>
    public static FineTuneException WrongByte(FileSnapshot file, long line, byte[] bytes, Encoding encoding)
    {
        string numbers = string.Join(' ', bytes.Select(value => $"0x{value:X2}"));
        string name = encoding.WebName.ToUpperInvariant();
        return new FineTuneException("InvalidEncoding", $"{file.Name}:{line}: {numbers} is not {name} text.")
        {
            Target = file.Path,
            Advice = "Say how the file is encoded with -Encoding (for example 1252 or 949), or save it as UTF-8.",
        };
    }

    private static Encoding Strict(Encoding encoding) => With(DecoderFallback.ExceptionFallback, encoding);

    private static Encoding With(DecoderFallback fallback, Encoding encoding)
    {
        Encoding copy = (Encoding)encoding.Clone();
        copy.DecoderFallback = fallback;
        return copy;
    }

    /// <summary>Text has no zero bytes, but every other byte of Latin text in UTF-16 is one.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> sample = start[..Math.Min(start.Length, 256)];
        return sample.Length >= 4 && sample.Count((byte)0) >= sample.Length * 2 / 5;
    }
}
