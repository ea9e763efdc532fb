using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>The file whose rows a command that is being typed will read.</summary>
internal static class InputFileOf
{
    // Reading a header takes the start of a file; what must be read whole for it stays small.
    private const long LongestWhole = 16L << 20;
    private const long LongestTable = 1L << 40;

    /// <summary>
    /// Its full path: what -Path names, or else what Import-Csv or the like at the start of the pipeline names.
    /// </summary>
    public static string? Find(CompletionPlace place)
        => Candidates(place).SelectMany(Resolve).FirstOrDefault(IsQuicklyRead);

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
        using System.Management.Automation.PowerShell shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
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
