using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the names of this runspace's connections.</summary>
public sealed class ConnectionCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => ConnectionRegistry.Current.All
            .OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase)
            .Select(connection => new CompletionOffer(
                connection.Name, $"{connection.Provider} at {connection.StatePath ?? connection.BaseUri.AbsoluteUri}"));
}
