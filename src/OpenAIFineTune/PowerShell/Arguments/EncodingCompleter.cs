namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the encodings in which exported tables are usually found.</summary>
public sealed class EncodingCompleter()
    : WordCompleter(
        "utf8", "unicode", "bigendianunicode", "utf32", "ansi", "windows-1252", "shift_jis",
        "ks_c_5601-1987", "gb18030");
