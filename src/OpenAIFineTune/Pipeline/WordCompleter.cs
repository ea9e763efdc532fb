using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenAIFineTune.Pipeline;

/// <summary>Completes the usual words of a parameter that takes others too.</summary>
public abstract class WordCompleter(params string[] words) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
        => words
            .Where(word => word.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(CompletionText.Quote(word)));
}
