using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// What all completers share: they offer what begins with the word that was typed, quoted where it must be, from what
/// is known on this machine, leave out names that a terminal could not show, and offer nothing rather than fail.
/// </summary>
public abstract class Completer : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        try
        {
            CompletionResult[] found =
            [
                .. Offers(new CompletionPlace(commandName, parameterName, typed, commandAst, fakeBoundParameters))
                .Where(offer => offer.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Where(offer => offer.IsPlain)
                .DistinctBy(offer => offer.Text)
                .Select(ToResult),
            ];

            // PowerShell offers the files of the folder for null, and nothing for an empty list.
            return found.Length == 0 && TakesPaths(parameterName) ? null! : found;
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            return [];
        }
    }

    /// <summary>What could stand there, in the order in which it is to be offered.</summary>
    private protected abstract IEnumerable<CompletionOffer> Offers(CompletionPlace place);

    /// <summary>True for a parameter that takes the path of a file as well.</summary>
    private protected virtual bool TakesPaths(string parameter) => false;

    private static CompletionResult ToResult(CompletionOffer offer) => new(
        Quoted(offer.Text), offer.Text, CompletionResultType.ParameterValue, offer.ToolTip);

    // As PowerShell reads it as one word.
    private static string Quoted(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/')
            && !word.StartsWith('-')
                ? word : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
