using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Inference;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Takes a job through its life: checks its files, waits, trains, and hands over the model.</summary>
internal sealed class JobRunner
{
    private const string Started = "Fine-tuning job started";

    private readonly EngineStores _stores;
    private readonly TrainingFileReader _reader;

    // One training at a time keeps the memory of a process to one data set.
    private readonly SemaphoreSlim _turn = new(1);

    public JobRunner(EngineStores stores)
    {
        _stores = stores;
        _reader = new TrainingFileReader(stores.Files);
    }

    private JobStore Jobs => _stores.Jobs;

    /// <summary>Runs a job to its end, unless another process has it or its status changes.</summary>
    public async Task RunAsync(string id, CancellationToken shutdown)
    {
        if (FindJob(id) is null)
        {
            return;
        }

        using (IDisposable? owner = FileLock.TryTake(Jobs.FolderOf(id).OwnerLock))
        {
            if (owner is not null && FindJob(id) is StoredJob job && JobStatus.IsActive(job.Status))
            {
                await RunOwnedAsync(job, shutdown).ConfigureAwait(false);
            }
        }

        FinishedWork.Remove(Jobs, id);
    }

    // A job whose record can't be read has no future; who asks for it is told.
    private StoredJob? FindJob(string id)
    {
        try
        {
            return Jobs.Find(id);
        }
        catch (KnownFailure)
        {
            Jobs.Forget(id);
            return null;
        }
    }

    private async Task RunOwnedAsync(StoredJob job, CancellationToken shutdown)
    {
        JobRun run = new(_stores, job);
        using JobWatch watch = new(Jobs, job, _stores.Time, shutdown);
        try
        {
            await RunAsync(run, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Who changed the status has said why; at the end of the process the next one goes on.
        }
        catch (JobFailure e)
        {
            await run.FailAsync(new JobFault(e.Code, e.Message, e.Param)).ConfigureAwait(false);
        }
        catch (KnownFailure e)
        {
            await run.FailAsync(new JobFault("training_failed", $"{e.Message} {e.Advice}".TrimEnd(), null))
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string message = $"The local engine could not use its folder: {e.Message}";
            await run.FailAsync(new JobFault("server_error", message, null)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody waits for this task: the job is the only place where the fault can be seen.
            await run.FailAsync(new JobFault("server_error", e.Message, null)).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(JobRun run, CancellationToken cancellation)
    {
        StoredJob job = run.Job;
        if (job.Status == JobStatus.ValidatingFiles)
        {
            _ = _reader.ReadTraining(job, cancellation);
            _ = _reader.ReadValidation(job, cancellation);
            _ = await run.AdvanceAsync(
                current => current with { Status = JobStatus.Queued },
                "Files validated, moving job to queued state").ConfigureAwait(false);
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            StoredJob trained = await TrainAsync(run, cancellation).ConfigureAwait(false);
            await run.SucceedAsync(trained).ConfigureAwait(false);
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    private async Task<StoredJob> TrainAsync(JobRun run, CancellationToken cancellation)
    {
        StoredJob job = run.Job;
        IReadOnlyList<TrainingExample> train = _reader.ReadTraining(job, cancellation);
        IReadOnlyList<TrainingExample> validation = _reader.ReadValidation(job, cancellation);
        TrainingOptions options = HyperparameterChoice.Choose(job, train.Count);
        EpochRecorder recorder = new(_stores, job, options.Epochs, ClassificationColumns.Of(job, validation));
        StoredJob started = await run.AdvanceAsync(
            current => current with
            {
                Status = JobStatus.Running,
                Hyperparameters = HyperparameterChoice.Describe(current, options),
            },
            Beginning(job, recorder.Resumed)).ConfigureAwait(false);
        BaselineTrainer trainer = new(train, validation, options)
        {
            OnStep = recorder.OnStep,
            OnEpoch = recorder.OnEpoch,
            ResumeFrom = recorder.Resumed,
            BaseModel = LoadBase(job),
        };
        if (recorder.Resumed?.Epoch != options.Epochs)
        {
            _ = trainer.Train(cancellation);
        }

        return started with { TrainedTokens = options.Epochs * train.Sum(TokensOf) };
    }

    private string Beginning(StoredJob job, TrainingState? resumed)
        => resumed is not null ? $"Fine-tuning job goes on after epoch {resumed.Epoch}"
            : Jobs.Events(job.Id).Any(e => e.Message == Started) ? "Fine-tuning job begins again: no epoch had ended"
            : Started;

    private static long TokensOf(TrainingExample example)
        => Tokenizer.Count(example.Prompt) + Tokenizer.Count(example.Completion);

    private BaselineModel? LoadBase(StoredJob job)
        => ModelNames.IsBase(job.Model)
            ? null
            : _stores.Models.Find(job.Model) is StoredModel model
                ? _stores.Learned.Load(model)
                : throw new JobFailure("model_not_found", $"The model '{job.Model}' is no longer there", "model");
}
