using System.Text.RegularExpressions;

namespace OpenAIFineTune.Api.Files;

/// <summary>The name of a download in a folder. A service chooses the names: none may choose another place.</summary>
internal static partial class DownloadName
{
    // What file systems take (255 bytes on most).
    private const int LongestName = 255;

    /// <summary>The file's own name; its id where that is no name for a file here.</summary>
    public static string Of(FineTuneFile file, string id)
    {
        string name = file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
        return IsSafe(name) ? name : IsSafe(id) ? id : throw new FineTuneException(
            "FileNameRefused",
            $"Neither the name '{file.FileName}' nor the id '{id}' that the service gave is safe as the name of a "
                + "file.")
        {
            Target = id,
            Advice = "Name the file yourself: -OutputPath takes the path of a file, too.",
        };
    }

    /// <summary>True for a name that means one plain, visible file in its folder on every system.</summary>
    public static bool IsSafe(string name)
        => name.Length > 0
            && Encoding.UTF8.GetByteCount(name) <= LongestName
            && name[0] is not ('.' or ' ')
            && name[^1] is not ('.' or ' ')
            && name.All(IsSafe)
            && !DeviceName().IsMatch(name);

    // Windows' separators, streams and wildcards are refused elsewhere too: what was saved may be copied there.
    private static bool IsSafe(char character)
        => character is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or '\uFFFD')
            && char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // Windows opens a device for these, whatever ending follows.
    [GeneratedRegex(
        @"^(CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3]) *(\.|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeviceName();
}
