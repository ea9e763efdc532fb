using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>Ids and names as patterns: <c>ft:*</c>.</summary>
internal static class NamePattern
{
    /// <summary>The pattern; null for a plain name, such as one with a bracket that is never closed.</summary>
    public static WildcardPattern? Of(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return null;
        }

        try
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            _ = pattern.IsMatch("");   // only now is it read
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
