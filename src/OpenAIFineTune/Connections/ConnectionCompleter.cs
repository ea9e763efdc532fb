using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenAIFineTune.Pipeline;

namespace OpenAIFineTune.Connections;

/// <summary>Completes the names of this runspace's connections.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
        => ConnectionRegistry.Current.All
            .Select(connection => connection.Name)
            .Where(name => name.StartsWith(wordToComplete.Trim('\''), StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(
                CompletionText.Quote(name), name, CompletionResultType.ParameterValue, name));
}
