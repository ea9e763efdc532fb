using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Completes models: those seen at the connection in use, those of the local engine, and the well-known base models;
/// where models are removed, only what may have been trained.
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
        IEnumerable<string> seen = SeenNames.Current.ModelsAt(connection?.Name);
        IEnumerable<string> offered = place.Command switch
        {
            "Remove-FineTunedModel" => seen.Concat(WellKnown(connection)).Except(Bases(connection)),
            "ConvertTo-FineTuneJsonl" => seen.Concat(Named),
            _ => seen.Concat(WellKnown(connection)),
        };
        return offered.Order(StringComparer.Ordinal).Select(name => new CompletionOffer(name));
    }

    private static IEnumerable<string> Named => LocalConnection.BaseModels.Concat(KnownModels.Named);

    // What jobs started from, unless another job made it.
    private static IEnumerable<string> Bases(FineTuneConnection? connection)
        => SeenNames.Current.Jobs.Select(job => job.Model)
            .Except(SeenNames.Current.Jobs.Select(job => job.FineTunedModel ?? ""))
            .Concat(Named)
            .Concat(connection?.Profile.Models ?? []);

    private static IEnumerable<string> WellKnown(FineTuneConnection? connection) => connection is null
        ? [.. LocalConnection.BaseModels, .. KnownModels.Trained]
        : [.. connection.Profile.Models, .. connection.KnownModels()];
}
