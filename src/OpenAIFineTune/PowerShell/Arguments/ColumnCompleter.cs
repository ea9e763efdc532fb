using System.Globalization;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the columns of the file that a command will read.</summary>
public sealed class ColumnCompleter : Completer
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
    {
        if (InputFileOf.Find(place) is not string path)
        {
            return [];
        }

        using CancellationTokenSource limit = new(s_patience);
        ReadingOptions options = new()
        {
            Delimiter = place.TextOf("Delimiter") is { Length: 1 } delimiter ? delimiter[0] : null,
            WorksheetName = place.TextOf("WorksheetName"),
            HeaderRow = int.TryParse(place.TextOf("HeaderRow"), CultureInfo.InvariantCulture, out int row) ? row : null,
            Cancellation = limit.Token,
        };
        string note = $"a column of {Path.GetFileName(path)}";
        return [.. RowSources.Open(path, options).Columns.Select(column => new CompletionOffer(column, note))];
    }
}
