using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Store;

/// <summary>The models that were used last, in memory.</summary>
internal sealed class LearnedModels(ModelStore models, Learners learners)
{
    private const int Capacity = 4;

    private readonly object _gate = new();
    private readonly List<(string Path, Lazy<ILearnedModel> Model)> _recent = [];

    /// <summary>
    /// The model that a request names, read once for all who ask at the same time; what could not be read is read anew.
    /// </summary>
    public ILearnedModel Load(string name)
    {
        if (learners.ForBase(name) is not null)
        {
            throw RequestFailure.Invalid(
                "model",
                $"The base model '{name}' has learned nothing yet. Ask a model that was fine-tuned from it.",
                "model_not_trained");
        }

        StoredModel model = models.Find(name) ?? throw RequestFailure.UnknownModel(name);
        Lazy<ILearnedModel> learned = Recent(model);
        try
        {
            return learned.Value;
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _ = _recent.RemoveAll(entry => entry.Model == learned);
            }

            if (e is FileNotFoundException)
            {
                // Another process deleted it just now.
                throw RequestFailure.UnknownModel(name);
            }

            throw;
        }
    }

    private Lazy<ILearnedModel> Recent(StoredModel model)
    {
        string path = models.PathTo(model);
        lock (_gate)
        {
            int known = _recent.FindIndex(entry => entry.Path == path);
            Lazy<ILearnedModel> learned = known >= 0
                ? _recent[known].Model : new Lazy<ILearnedModel>(() => Read(model));
            if (known >= 0 || _recent.Count == Capacity)
            {
                _recent.RemoveAt(Math.Max(known, 0));
            }

            _recent.Add((path, learned));
            return learned;
        }
    }

    private ILearnedModel Read(StoredModel model)
    {
        using FileStream file = models.Open(model);
        return learners.Named(ModelNames.Parse(model.Name)!.Value.Learner).Load(file);
    }
}
