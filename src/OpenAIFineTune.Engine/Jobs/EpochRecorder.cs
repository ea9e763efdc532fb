using System.Text;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Keeps what a training has reached: the measurements, a checkpoint an epoch, and where to go on.</summary>
internal sealed class EpochRecorder(
    EngineStores stores, StoredJob job, ITraining training, ClassificationColumns? columns)
{
    // «only the last three checkpoints» are kept (OpenAI's fine-tuning guide).
    private const int KeptCheckpoints = 3;

    private readonly JobFolder _folder = stores.Jobs.FolderOf(job.Id);
    private readonly StepRecorder _steps = new(stores.Jobs, job);
    private readonly int _resumedFrom = training.Epoch;
    private readonly long _started = stores.Time.GetTimestamp();

    public void OnStep(TrainingStep step) => _steps.Add(step);

    /// <summary>Records the epoch that ended. The state comes last, so that all that it stands on is there.</summary>
    public void OnEpoch()
    {
        int epoch = training.Epoch;
        stores.State.Write(_folder.Model(epoch), training.Model.Save);
        string taken = _steps.TakeLines();
        byte[] lines = Encoding.ASCII.GetBytes(columns?.AddTo(taken, training.Model) ?? taken);
        stores.State.Write(_folder.Steps(epoch), file => file.Write(lines));
        AddCheckpoint(epoch);
        stores.State.Write(_folder.State, training.SaveState);
        Estimate(epoch);
    }

    private void AddCheckpoint(int epoch)
    {
        TrainingStep last = _steps.Last!;
        StoredCheckpoint added = new(
            ResourceId.New("ftckpt_"), job.Id, job.ModelName(last.Step), epoch, last.Step, stores.Jobs.Now)
        {
            Metrics = StepRecorder.Describe(last),
        };
        IReadOnlyList<StoredCheckpoint> before = [];
        IReadOnlyList<StoredCheckpoint> kept = stores.Jobs.ChangeCheckpointsAsync(
            job.Id,
            current =>
            {
                before = current;
                return [.. current.Where(earlier => earlier.Epoch < epoch).Append(added).TakeLast(KeptCheckpoints)];
            }).GetAwaiter().GetResult();
        foreach (StoredCheckpoint dropped in before.Where(checkpoint => kept.All(k => k.Epoch != checkpoint.Epoch)))
        {
            File.Delete(_folder.Model(dropped.Epoch));
        }

        // By this the checkpoint's name is found.
        stores.Models.Save(new StoredModel(job.ModelId, job.ModelName(), job.Id, epoch, stores.Jobs.Now));
        _steps.Tell($"Checkpoint created at step {last.Step}");
    }

    private void Estimate(int epoch)
    {
        int done = epoch - _resumedFrom;
        TimeSpan left = stores.Time.GetElapsedTime(_started) / done * (training.Options.Epochs - epoch);
        long finish = stores.Jobs.Now + (long)Math.Ceiling(left.TotalSeconds);
        stores.Jobs.ChangeAsync(
            job.Id,
            current => current.IsStillRun(job) ? current with { EstimatedFinish = finish } : null)
            .GetAwaiter().GetResult();
    }
}
