using System.Collections;
using System.Management.Automation.Language;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Where something is completed.</summary>
/// <param name="Command">The command's name.</param>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Typed">What stands there already, without quotes.</param>
/// <param name="Ast">The command as it was typed so far.</param>
/// <param name="Bound">The other parameters that were typed.</param>
internal sealed record CompletionPlace(
    string Command, string Parameter, string Typed, CommandAst Ast, IDictionary Bound)
{
    /// <summary>The text that was typed for a parameter, or the first of several; null without one.</summary>
    public string? TextOf(string parameter) => Bound[parameter] switch
    {
        string text => text,
        IEnumerable list => list.Cast<object?>().FirstOrDefault()?.ToString(),
        object value => value.ToString(),
        null => null,
    };
}
