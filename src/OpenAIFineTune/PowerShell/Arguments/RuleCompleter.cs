using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the rules of data preparation, each with what it does.</summary>
public sealed class RuleCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => RuleNames.All.Select(rule => new CompletionOffer(rule, RuleNames.Describe(rule)));
}
