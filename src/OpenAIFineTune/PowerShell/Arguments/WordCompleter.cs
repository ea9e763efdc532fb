namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the usual words of a parameter that takes others too.</summary>
public abstract class WordCompleter(params string[] words) : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => words.Select(word => new CompletionOffer(word));
}
