using System.Collections.Concurrent;
using OpenAIFineTune.Views;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>The names that commands of one runspace have shown, for tab completion without a request.</summary>
internal sealed class SeenNames
{
    private static readonly PerRunspace<SeenNames> s_names = new();

    private readonly ConcurrentDictionary<string, FineTuneJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> _models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The names of the runspace on this thread.</summary>
    public static SeenNames Current => s_names.Current;

    /// <summary>The jobs as they were last seen.</summary>
    public IEnumerable<FineTuneJob> Jobs => _jobs.Values;

    /// <summary>File ids, each with a word about the file.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Names of models seen at a connection, and of those whose connection nobody knows.</summary>
    public IEnumerable<string> ModelsAt(string? connection)
        => _models
            .Where(model => model.Value is null || connection is null || model.Value == connection)
            .Select(model => model.Key);

    /// <summary>Remembers a job with its models and files.</summary>
    public void Add(FineTuneJob job)
    {
        _jobs[job.Id] = job;
        AddModel(job.Model, job.Connection);
        AddModel(job.FineTunedModel, job.Connection);
        AddFile(job.TrainingFile, $"training data of {job.Id}");
        AddFile(job.ValidationFile, $"validation data of {job.Id}");
        foreach (string file in job.ResultFiles)
        {
            AddFile(file, $"results of {job.Id}");
        }
    }

    /// <summary>Remembers a file.</summary>
    public void Add(FineTuneFile file)
        => _files[file.Id] = $"{file.FileName}, {ViewText.Size(file.Bytes)}, {file.Purpose}";

    /// <summary>Remembers a model.</summary>
    public void AddModel(string? model, string? connection = null)
    {
        if (!string.IsNullOrEmpty(model))
        {
            _ = _models.AddOrUpdate(model, connection, (_, known) => connection ?? known);
        }
    }

    private void AddFile(string? id, string note)
    {
        if (!string.IsNullOrEmpty(id))
        {
            _ = _files.TryAdd(id, note);
        }
    }
}
