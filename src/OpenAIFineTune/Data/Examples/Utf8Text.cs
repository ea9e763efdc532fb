namespace OpenAIFineTune.Data.Examples;

/// <summary>What rules ask of a text, for UTF-8 as the framework has it for UTF-16.</summary>
internal static class Utf8Text
{
    /// <summary>True when there is nothing but white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsBlank(ReadOnlySpan<byte> text)
        => text is not [> (byte)' ' and < 0x7F, ..] && Trim(text).IsEmpty;

    /// <summary>The text without white space around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && First(text, out int length) is Rune first && Rune.IsWhiteSpace(first))
        {
            text = text[length..];
        }

        while (!text.IsEmpty && Last(text, out int length) is Rune last && Rune.IsWhiteSpace(last))
        {
            text = text[..^length];
        }

        return text;
    }

    /// <summary>The character that a text begins with, and its length in bytes.</summary>
    public static Rune First(ReadOnlySpan<byte> text, out int length)
    {
        _ = Rune.DecodeFromUtf8(text, out Rune rune, out length);
        return rune;
    }

    /// <summary>The character that a text ends with, and its length in bytes.</summary>
    public static Rune Last(ReadOnlySpan<byte> text, out int length)
    {
        _ = Rune.DecodeLastFromUtf8(text, out Rune rune, out length);
        return rune;
    }

    /// <summary>How many characters there are, as a reader would count them: code points.</summary>
    public static int CodePoints(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte unit in text)
        {
            count += IsInside(unit) ? 0 : 1;
        }

        return count;
    }

    /// <summary>True for a byte that goes on with a character that began before it.</summary>
    public static bool IsInside(byte unit) => (unit & 0xC0) == 0x80;
}
