using System.Management.Automation;
using System.Management.Automation.Language;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Reading.Workbook;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the columns, or the worksheets, of the file whose rows the command will read.</summary>
public sealed class InputFileCompleter : Completer
{
    // Reading a header takes the start of a file; what must be read whole for it stays small.
    private const long LongestWhole = 16L << 20;
    private const long LongestTable = 1L << 40;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private protected override IEnumerable<CompletionOffer> Offers(CompletionPlace place)
        => Candidates(place).SelectMany(Resolve).FirstOrDefault(IsQuicklyRead) is not string path ? []
            : place.Parameter == "WorksheetName" ? Worksheets(path)
            : Columns(path, place);

    private static IEnumerable<CompletionOffer> Worksheets(string path)
        => path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? WorkbookSheets.Of(path).Select(name => new CompletionOffer(name)) : [];

    private static CompletionOffer[] Columns(string path, CompletionPlace place)
    {
        using CancellationTokenSource limit = new(s_patience);
        ReadingOptions options = new()
        {
            Delimiter = place.TextOf("Delimiter") is { Length: 1 } delimiter ? delimiter[0] : null,
            WorksheetName = place.TextOf("WorksheetName"),
            HeaderRow = int.TryParse(place.TextOf("HeaderRow"), CultureInfo.InvariantCulture, out int row) ? row : null,
            Cancellation = limit.Token,
        };
        string note = $"a column of {Path.GetFileName(path)}";
        using IRowSource rows = RowSources.Open(path, options);
        return [.. rows.Columns.Select(column => new CompletionOffer(column, note))];
    }

    // What -Path names, or else what Import-Csv or the like at the start of the pipeline names.
    private static IEnumerable<string> Candidates(CompletionPlace place)
    {
        if ((place.TextOf("LiteralPath") ?? place.TextOf("Path")) is string path)
        {
            return [path];
        }

        return place.Ast.Parent is PipelineAst { PipelineElements: [CommandAst first, ..] } && first != place.Ast
            ? first.CommandElements.Skip(1).OfType<StringConstantExpressionAst>().Select(text => text.Value)
            : [];
    }

    private static IEnumerable<string> Resolve(string path)
    {
        using System.Management.Automation.PowerShell shell =
            System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. shell.AddCommand("Microsoft.PowerShell.Management\\Resolve-Path").AddParameter("Path", path)
            .AddParameter("ErrorAction", "Ignore").Invoke<PathInfo>().Select(found => found.ProviderPath)];
    }

    // Neither a folder nor a pipe or device, which have no length.
    private static bool IsQuicklyRead(string path)
    {
        FileInfo file = new(path);
        bool isTable = file.Extension.ToLowerInvariant() is ".csv" or ".tsv" or ".jsonl";
        return file.Exists && file.Length > 0 && file.Length <= (isTable ? LongestTable : LongestWhole);
    }
}
