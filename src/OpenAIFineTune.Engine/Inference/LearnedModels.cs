using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Inference;

/// <summary>The models that were used last, in memory.</summary>
internal sealed class LearnedModels
{
    private const int Capacity = 4;

    private readonly ModelStore _models;
    private readonly object _gate = new();
    private readonly List<(string Path, Lazy<BaselineModel> Model)> _recent = [];

    public LearnedModels(ModelStore models) => _models = models;

    /// <summary>Reads a model, once for all who ask at the same time; what could not be read is read anew.</summary>
    public BaselineModel Load(StoredModel model)
    {
        Lazy<BaselineModel> learned = Recent(_models.PathTo(model));
        try
        {
            return learned.Value;
        }
        catch
        {
            lock (_gate)
            {
                _ = _recent.RemoveAll(entry => entry.Model == learned);
            }

            throw;
        }
    }

    private Lazy<BaselineModel> Recent(string path)
    {
        lock (_gate)
        {
            int known = _recent.FindIndex(entry => entry.Path == path);
            Lazy<BaselineModel> learned = known >= 0 ? _recent[known].Model : new Lazy<BaselineModel>(() => Read(path));
            if (known >= 0)
            {
                _recent.RemoveAt(known);
            }
            else if (_recent.Count == Capacity)
            {
                _recent.RemoveAt(0);
            }

            _recent.Add((path, learned));
            return learned;
        }
    }

    private static BaselineModel Read(string path)
    {
        using FileStream file = StateFile.OpenRead(path);
        return BaselineModel.Load(file);
    }
}
