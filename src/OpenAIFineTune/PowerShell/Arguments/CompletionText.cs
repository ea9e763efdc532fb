using System.Management.Automation.Language;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>How a completed word is written on the command line.</summary>
internal static class CompletionText
{
    /// <summary>The word, in quotes where PowerShell would read it as something else without them.</summary>
    public static string Quote(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/')
            && !word.StartsWith('-')
                ? word
                : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
