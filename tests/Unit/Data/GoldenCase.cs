using System.Text.Json;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data;

/// <summary>An input with what the old tool made of it, and what we make of it.</summary>
internal sealed class GoldenCase(string name)
{
    private readonly string _folder = Path.Combine(Repository, "tests", "Unit", "Data", "golden", name);

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names
        => Directory.GetDirectories(Path.Combine(Repository, "tests", "Unit", "Data", "golden"))
            .Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    private static string Repository => Tests.Module.Repository.Root;

    /// <summary>The rows that the old tool wrote, in a fixed order; null when it wrote none.</summary>
    public IReadOnlyList<(string Prompt, string Completion)>? OldRows()
    {
        string folder = Path.Combine(_folder, "out");
        return Directory.Exists(folder) ? RowsOf(Directory.GetFiles(folder, "*.jsonl")) : null;
    }

    /// <summary>The rows of each file that the old tool wrote.</summary>
    public IReadOnlyList<int> OldSizes()
        => [.. Directory.GetFiles(Path.Combine(_folder, "out"), "*.jsonl").Order(StringComparer.Ordinal).Select(file => RowsOf([file]).Count)];

    /// <summary>Prepares the input in <paramref name="folder"/>.</summary>
    public FineTuneDataset Prepare(string folder, List<FineTuneDataIssue> issues, DatasetOptions? options = null)
    {
        using JsonDocument description = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "case.json")));
        string input = Path.Combine(_folder, description.RootElement.GetProperty("input").GetString()!);
        IRowSource rows = RowSources.Open(input, ReadingOptions.Default);
        DatasetPreparer preparer = new((options ?? new DatasetOptions()) with { OutputPath = Path.Combine(folder, "input") })
        {
            Report = issues.Add,
        };
        return preparer.Prepare(
            new RowExamples(rows, new ExampleColumns(), FineTuneFormat.PromptCompletion), CancellationToken.None);
    }

    /// <summary>The rows of files, as parsed JSON, in a fixed order.</summary>
    public static IReadOnlyList<(string Prompt, string Completion)> RowsOf(IEnumerable<string> files)
        => [.. files.SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(Parse).Order()];

    private static (string Prompt, string Completion) Parse(string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        return (row.RootElement.GetProperty("prompt").GetString()!, row.RootElement.GetProperty("completion").GetString()!);
    }
}
