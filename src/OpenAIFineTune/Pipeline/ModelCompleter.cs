using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenAIFineTune.Connections;

namespace OpenAIFineTune.Pipeline;

/// <summary>Completes names of models: those this runspace has seen, and those the current service is known to train.</summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    // The last models that OpenAI trains (its deprecations page, November 2026), and some that Microsoft Foundry does.
    private static readonly string[] s_openAI =
        ["gpt-4.1-2025-04-14", "gpt-4.1-mini-2025-04-14", "gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
        => SeenNames.Current.Models
            .Concat(WellKnown(ConnectionRegistry.Current.Default?.Provider))
            .Where(name => name.StartsWith(wordToComplete.Trim('\''), StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new CompletionResult(
                CompletionText.Quote(name), name, CompletionResultType.ParameterValue, name));

    private static string[] WellKnown(FineTuneProvider? provider) => provider switch
    {
        FineTuneProvider.OpenAI or FineTuneProvider.Azure => s_openAI,
        FineTuneProvider.Local => ["local-baseline"],
        _ => [],
    };
}
