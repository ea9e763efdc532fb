using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenAIFineTune.Pipeline;

/// <summary>Completes the ids of jobs that this runspace has seen.</summary>
public sealed class JobIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
        => SeenNames.Current.Jobs
            .Where(job => job.Key.StartsWith(wordToComplete.Trim('\''), StringComparison.OrdinalIgnoreCase))
            .OrderBy(job => job.Key, StringComparer.Ordinal)
            .Select(job => new CompletionResult(
                CompletionText.Quote(job.Key), job.Key, CompletionResultType.ParameterValue, job.Value));
}
