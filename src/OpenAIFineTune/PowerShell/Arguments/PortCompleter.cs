using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the ports of the servers that this runspace runs.</summary>
public sealed class PortCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => ServerRegistry.Current.Running.Select(server => new CompletionOffer(
            server.Port.ToString(CultureInfo.InvariantCulture), $"{server.Uri} on {server.StatePath}"));
}
