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
        string path = stores.Jobs.FolderOf(job.Id).State;
        using FileStream? state = File.Exists(path) ? StateFile.OpenRead(path) : null;
        try
        {
            return Begin(job, state, cancellation);
        }
        catch (KnownFailure) when (state is not null)
        {
            // The same data and seed give the same model: a damaged state costs time only.
            return Begin(job, state: null, cancellation);
        }
    }

    private ITraining Begin(StoredJob job, FileStream? state, CancellationToken cancellation)
    {
        ILearner learner = stores.Learners.Named(job.Learner);
        IEnumerable<TrainingLine> training = _reader.ReadTraining(job, cancellation);
        IEnumerable<TrainingLine> validation = _reader.ReadValidation(job, cancellation);
        using FileStream? earlier = learner.Knows(job.Model) ? null : OpenEarlier(job.Model);
        TrainingTask task = new(job.Model, training, validation, job.Hyperparameters, job.Seed)
        {
            Earlier = earlier,
            State = state,
        };
        return learner.Begin(task, cancellation);
    }

    private FileStream OpenEarlier(string model)
        => stores.Models.Find(model) is StoredModel found
            ? stores.Models.Open(found)
            : throw new JobFailure("model_not_found", $"The model '{model}' is no longer there", "model");

    private string Beginning(StoredJob job, int doneEpochs)
        => doneEpochs > 0 ? $"Fine-tuning job goes on after epoch {doneEpochs}"
            : stores.Jobs.Events(job.Id).All(e => e.Message != Started) ? Started
            : "Fine-tuning job begins again: no epoch had ended";
}
