using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Completes models: those seen at the connection in use, those of the local engine, and the well-known base models.
/// </summary>
public sealed class ModelCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
    {
        FineTuneConnection? connection = place.Bound[nameof(FineTuneCmdlet.Connection)] switch
        {
            FineTuneConnection given => given,
            string name => ConnectionRegistry.Current.Find(name),
            _ => ConnectionRegistry.Current.Default,
        };
        IEnumerable<string> known = place.Command == "ConvertTo-FineTuneJsonl"
            ? [.. LocalConnection.BaseModels, .. KnownModels.Named]
            : WellKnown(connection);
        return SeenNames.Current.ModelsAt(connection?.Name)
            .Concat(known)
            .Order(StringComparer.Ordinal)
            .Select(name => new CompletionOffer(name));
    }

    private static IEnumerable<string> WellKnown(FineTuneConnection? connection) => connection is null
        ? [.. LocalConnection.BaseModels, .. KnownModels.Trained]
        : [.. connection.Profile.Models, .. connection.KnownModels()];
}
