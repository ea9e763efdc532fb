using System.Text;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Keeps what a training has reached: the measurements, a checkpoint an epoch, and where to go on.</summary>
internal sealed class EpochRecorder
{
    // «only the last three checkpoints» are kept (OpenAI's fine-tuning guide).
    private const int KeptCheckpoints = 3;

    private readonly EngineStores _stores;
    private readonly StoredJob _job;
    private readonly JobFolder _folder;
    private readonly StepRecorder _progress;
    private readonly ClassificationColumns? _columns;
    private readonly int _epochs;
    private readonly long _started;

    public EpochRecorder(EngineStores stores, StoredJob job, int epochs, ClassificationColumns? columns)
    {
        _stores = stores;
        _job = job;
        _folder = stores.Jobs.FolderOf(job.Id);
        _progress = new StepRecorder(stores.Jobs, job);
        _columns = columns;
        _epochs = epochs;
        _started = stores.Time.GetTimestamp();
        Resumed = LoadState();
    }

    /// <summary>Where an earlier run was interrupted; null for a run from the start.</summary>
    public TrainingState? Resumed { get; }

    public void OnStep(TrainingStep step) => _progress.Add(step);

    /// <summary>Records an epoch. The state comes last, so that all that it stands on is there.</summary>
    public void OnEpoch(TrainingState state)
    {
        _stores.State.Write(_folder.Model(state.Epoch), state.Model.Save);
        string taken = _progress.TakeLines();
        byte[] lines = Encoding.ASCII.GetBytes(_columns?.AddTo(taken, state.Model) ?? taken);
        _stores.State.Write(_folder.Steps(state.Epoch), file => file.Write(lines));
        AddCheckpoint(state.Epoch);
        _stores.State.Write(_folder.State, state.Save);
        Estimate(state.Epoch);
    }

    private TrainingState? LoadState()
    {
        if (!File.Exists(_folder.State))
        {
            return null;
        }

        try
        {
            using FileStream file = StateFile.OpenRead(_folder.State);
            return TrainingState.Load(file);
        }
        catch (KnownFailure)
        {
            // The same data and seed give the same model: a damaged state costs time only.
            return null;
        }
    }

    private void AddCheckpoint(int epoch)
    {
        TrainingStep last = _progress.Last!;
        StoredCheckpoint added = new(
            ResourceId.New("ftckpt_"), _job.Id, _job.ModelName(last.Step), epoch, last.Step, _stores.Jobs.Now)
        {
            Metrics = StepRecorder.Describe(last),
        };
        IReadOnlyList<StoredCheckpoint> before = _stores.Jobs.Checkpoints(_job.Id);
        IReadOnlyList<StoredCheckpoint> kept = _stores.Jobs.ChangeCheckpointsAsync(
            _job.Id,
            current => [.. current.Where(earlier => earlier.Epoch < epoch).Append(added).TakeLast(KeptCheckpoints)])
            .GetAwaiter().GetResult();
        foreach (StoredCheckpoint dropped in before.Where(checkpoint => kept.All(k => k.Epoch != checkpoint.Epoch)))
        {
            File.Delete(_folder.Model(dropped.Epoch));
        }

        // By this the checkpoint's name is found.
        _stores.Models.Save(new StoredModel(_job.ModelId, _job.ModelName(), _job.Id, epoch, _stores.Jobs.Now));
        _progress.Tell($"Checkpoint created at step {last.Step}");
    }

    private void Estimate(int epoch)
    {
        int done = epoch - (Resumed?.Epoch ?? 0);
        TimeSpan left = _stores.Time.GetElapsedTime(_started) / done * (_epochs - epoch);
        long finish = _stores.Jobs.Now + (long)Math.Ceiling(left.TotalSeconds);
        _stores.Jobs.ChangeAsync(
            _job.Id,
            current => current.Status == JobStatus.Running && current.Run == _job.Run
                ? current with { EstimatedFinish = finish }
                : null).GetAwaiter().GetResult();
    }
}
