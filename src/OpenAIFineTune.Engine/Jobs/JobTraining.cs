using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Brings a job to its learner, and its training from checkpoint to checkpoint.</summary>
internal sealed class JobTraining(EngineStores stores)
{
    private const string Started = "Fine-tuning job started";

    private readonly TrainingFileReader _reader = new(stores.Files);

    /// <summary>Trains to the end, or until the run is over; returns the job as it was trained.</summary>
    public async Task<StoredJob> TrainAsync(JobRun run, CancellationToken cancellation)
    {
        StoredJob job = run.Job;
        _ = await run.AdvanceAsync(current => current with { Status = JobStatus.Running }).ConfigureAwait(false);
        ITraining training = Begin(job, cancellation);
        IEnumerable<TrainingLine> validation = _reader.ReadValidation(job, cancellation);
        EpochRecorder recorder = new(stores, job, training, ClassificationColumns.Of(job, validation));
        StoredJob started = await run.AdvanceAsync(
            current => current with { Hyperparameters = training.Options.AddTo(current.Hyperparameters) },
            Beginning(job, training.Epoch)).ConfigureAwait(false);
        while (!training.IsDone)
        {
            training.Advance(recorder.OnStep, cancellation);
            recorder.OnEpoch();
        }

        return started with { TrainedTokens = training.TrainedTokens };
    }

    private ITraining Begin(StoredJob job, CancellationToken cancellation)
    {
        ILearner learner = stores.Learners.Named(job.Learner);
        TrainingTask task = new(
            job.Model,
            _reader.ReadTraining(job, cancellation),
            _reader.ReadValidation(job, cancellation),
            job.Hyperparameters,
            job.Seed);
        string state = stores.Jobs.FolderOf(job.Id).State;
        if (File.Exists(state))
        {
            try
            {
                using FileStream left = StateFile.OpenRead(state);
                using FileStream? earlier = OpenEarlier(job, learner);
                return learner.Begin(task with { State = left, Earlier = earlier }, cancellation);
            }
            catch (KnownFailure)
            {
                // The same data and seed give the same model: a damaged state costs time only.
            }
        }

        using FileStream? model = OpenEarlier(job, learner);
        return learner.Begin(task with { Earlier = model }, cancellation);
    }

    private FileStream? OpenEarlier(StoredJob job, ILearner learner)
        => learner.Knows(job.Model) ? null
            : stores.Models.Find(job.Model) is StoredModel model ? stores.Models.Open(model)
            : throw new JobFailure("model_not_found", $"The model '{job.Model}' is no longer there", "model");

    private string Beginning(StoredJob job, int doneEpochs)
        => doneEpochs > 0 ? $"Fine-tuning job goes on after epoch {doneEpochs}"
            : stores.Jobs.Events(job.Id).Any(e => e.Message == Started)
                ? "Fine-tuning job begins again: no epoch had ended"
            : Started;
}
