using System.Collections.Concurrent;

namespace OpenAIFineTune.Pipeline;

/// <summary>The names that commands of one runspace have shown, for tab completion without a request.</summary>
internal sealed class SeenNames
{
    private static readonly PerRunspace<SeenNames> s_names = new();

    private readonly ConcurrentDictionary<string, string> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _models = new(StringComparer.Ordinal);

    /// <summary>The names of the runspace on this thread.</summary>
    public static SeenNames Current => s_names.Current;

    /// <summary>Job ids, each with a word about the job.</summary>
    public IReadOnlyDictionary<string, string> Jobs => _jobs;

    /// <summary>Names of models.</summary>
    public IEnumerable<string> Models => _models.Keys;

    /// <summary>Remembers a job and its models; a name that a terminal could not show is not offered.</summary>
    public void Add(FineTuneJob job)
    {
        if (TerminalText.IsPlain(job.Id))
        {
            _jobs[job.Id] = TerminalText.Of($"{job.Model} {job.Suffix} ({job.Status})");
        }

        AddModel(job.Model);
        AddModel(job.FineTunedModel);
    }

    /// <summary>Remembers a model.</summary>
    public void AddModel(string? model)
    {
        if (!string.IsNullOrEmpty(model) && TerminalText.IsPlain(model))
        {
            _models[model] = true;
        }
    }
}
