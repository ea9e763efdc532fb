namespace OpenAIFineTune;

/// <summary>
/// Text of a service or a file as a terminal may get it: what would move its cursor, set its title, make links or turn
/// the direction of writing is written out, so that it is seen and does nothing.
/// </summary>
internal static class TerminalText
{
    private const int ControlPictures = 0x2400;
    private const int DeletePicture = 0x2421;
    private const int Delete = 0x7F;

    /// <summary>The text with its line breaks and tabs, and everything else that is no sign written out.</summary>
    public static string Of(string text)
    {
        StringBuilder shown = new(text.Length);
        string lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        foreach (Rune rune in lines.EnumerateRunes())
        {
            // Half a character comes as U+FFFD.
            _ = IsSign(rune) ? shown.Append(rune) : shown.Append(WrittenOut(rune.Value));
        }

        return shown.ToString();
    }

    /// <summary>True for a text that is shown as it is.</summary>
    public static bool IsPlain(string text) => Of(text) == text;

    // Joiners make up emoji and the letters of some scripts.
    private static bool IsSign(Rune rune) => rune.Value is '\n' or '\t' or 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string WrittenOut(int code) => code switch
    {
        < ' ' => ((char)(ControlPictures + code)).ToString(),
        Delete => ((char)DeletePicture).ToString(),
        _ => $"\\u{{{code:X}}}",
    };
}
