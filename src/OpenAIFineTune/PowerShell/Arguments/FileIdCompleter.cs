using OpenAIFineTune.PowerShell.Session;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>
/// Completes the ids of files that this runspace has seen. Where a path may stand as well, ids come only when one was
/// begun, so that the files of the folder are offered otherwise.
/// </summary>
public sealed class FileIdCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => !TakesPaths(place.Parameter) || place.Typed.StartsWith("file-", StringComparison.OrdinalIgnoreCase)
            ? SeenNames.Current.Files.Select(file => new CompletionOffer(file.Key, file.Value))
                .OrderBy(file => file.Note)
            : [];

    private protected override bool TakesPaths(string parameter) => parameter != "Id";
}
