using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Completes models: those seen at the connection in use, those of the local engine, and the well-known base models.
/// </summary>
public sealed class ModelCompleter : Completer
{
    // The last models that OpenAI trains (its deprecations page, November 2026), and some that Microsoft Foundry does.
    private static readonly string[] s_openAI =
        ["gpt-4.1-2025-04-14", "gpt-4.1-mini-2025-04-14", "gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18"];

    // Data may be prepared for models that nobody trains any more.
    private static readonly string[] s_old = ["babbage-002", "davinci-002"];

    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
    {
        FineTuneConnection? connection = place.Bound[nameof(FineTuneCmdlet.Connection)] switch
        {
            FineTuneConnection given => given,
            string name => ConnectionRegistry.Current.Find(name),
            _ => ConnectionRegistry.Current.Default,
        };
        IEnumerable<string> known = place.Command == "ConvertTo-FineTuneJsonl"
            ? [.. LocalConnection.BaseModels, .. s_old, .. s_openAI]
            : WellKnown(connection);
        return SeenNames.Current.ModelsAt(connection?.Name)
            .Concat(known)
            .Order(StringComparer.Ordinal)
            .Select(name => new CompletionOffer(name));
    }

    private static IEnumerable<string> WellKnown(FineTuneConnection? connection) => connection?.Provider switch
    {
        null => [.. LocalConnection.BaseModels, .. s_openAI],
        FineTuneProvider.OpenAI or FineTuneProvider.Azure => s_openAI,
        _ => connection.KnownModels(),
    };
}
