using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the worksheets of the workbook that a command will read.</summary>
public sealed class WorksheetCompleter : Completer
{
    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => InputFileOf.Find(place) is string path && path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? WorkbookSheets.Of(path).Select(name => new CompletionOffer(name))
            : [];
}
