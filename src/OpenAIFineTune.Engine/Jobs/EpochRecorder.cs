using System.Text;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Keeps what a training has reached: the measurements, a checkpoint an epoch, and where to go on.</summary>
internal sealed class EpochRecorder
{
    // «only the last three checkpoints» are kept (OpenAI's fine-tuning guide).
    private const int KeptCheckpoints = 3;

    private readonly EngineStores _stores;
    private readonly StoredJob _job;
    private readonly JobFolder _folder;
    private readonly ITraining _training;
    private readonly StepRecorder _steps;
    private readonly ClassificationColumns? _columns;
    private readonly int _resumedFrom;
    private readonly long _started;

    public EpochRecorder(EngineStores stores, StoredJob job, ITraining training, ClassificationColumns? columns)
    {
        _stores = stores;
        _job = job;
        _folder = stores.Jobs.FolderOf(job.Id);
        _training = training;
        _steps = new StepRecorder(stores.Jobs, job);
        _columns = columns;
        _resumedFrom = training.Epoch;
        _started = stores.Time.GetTimestamp();
    }

    public void OnStep(TrainingStep step) => _steps.Add(step);

    /// <summary>Records the epoch that ended. The state comes last, so that all that it stands on is there.</summary>
    public void OnEpoch()
    {
        int epoch = _training.Epoch;
        _stores.State.Write(_folder.Model(epoch), _training.Model.Save);
        string taken = _steps.TakeLines();
        byte[] lines = Encoding.ASCII.GetBytes(_columns?.AddTo(taken, _training.Model) ?? taken);
        _stores.State.Write(_folder.Steps(epoch), file => file.Write(lines));
        AddCheckpoint(epoch);
        _stores.State.Write(_folder.State, _training.SaveState);
        Estimate(epoch);
    }

    private void AddCheckpoint(int epoch)
    {
        TrainingStep last = _steps.Last!;
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
        _steps.Tell($"Checkpoint created at step {last.Step}");
    }

    private void Estimate(int epoch)
    {
        int done = epoch - _resumedFrom;
        TimeSpan left = _stores.Time.GetElapsedTime(_started) / done * (_training.Options.Epochs - epoch);
        long finish = _stores.Jobs.Now + (long)Math.Ceiling(left.TotalSeconds);
        _stores.Jobs.ChangeAsync(
            _job.Id,
            current => current.Status == JobStatus.Running && current.Run == _job.Run
                ? current with { EstimatedFinish = finish }
                : null).GetAwaiter().GetResult();
    }
}
