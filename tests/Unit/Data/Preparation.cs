using OpenAIFineTune.Data;

namespace OpenAIFineTune.Tests.Data;

/// <summary>Prepares examples from memory in a folder of its own, and reads what was written.</summary>
internal sealed class Preparation : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-").FullName;
    private int _runs;

    /// <summary>What was reported of the last run.</summary>
    public List<FineTuneDataIssue> Issues { get; } = [];

    /// <summary>The names of all files that are there.</summary>
    public IEnumerable<string> Files => Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    public string PathOf(string name) => Path.Combine(_folder, name);

    public FineTuneDataset Run(IEnumerable<(string Prompt, string Completion)> texts, DatasetOptions? options = null)
        => new DatasetPreparer((options ?? new DatasetOptions()) with { OutputPath = PathOf($"run{++_runs}") }) { Report = Issues.Add }
            .Prepare(new ListExamples(texts), CancellationToken.None);

    /// <summary>The rows of both files, in the order of the files.</summary>
    public static IReadOnlyList<(string Prompt, string Completion)> Rows(FineTuneDataset dataset)
        => GoldenCase.RowsOf(new[] { dataset.TrainingFile, dataset.ValidationFile }.OfType<string>());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
