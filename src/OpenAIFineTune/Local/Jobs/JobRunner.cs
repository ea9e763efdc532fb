using OpenAIFineTune.Local.Inference;
using OpenAIFineTune.Local.Learning;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local.Jobs;

/// <summary>Takes a job through its life: checks its files, waits, trains, and hands over the model.</summary>
internal sealed class JobRunner
{
    private const string Started = "Fine-tuning job started";

    private readonly LocalStores _stores;
    private readonly TrainingFileReader _reader;

    // One training at a time keeps the memory of a process to one data set.
    private readonly SemaphoreSlim _turn = new(1);

    public JobRunner(LocalStores stores)
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

        Clean(id);
    }

    /// <summary>Deletes what only the training of a job needed, once the job is over.</summary>
    public void Clean(string id)
    {
        try
        {
            using IDisposable? owner = FileLock.TryTake(Jobs.FolderOf(id).OwnerLock);
            if (owner is null || Jobs.TryFind(id) is not StoredJob job || !JobStatus.IsFinal(job.Status))
            {
                return;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        Jobs.FolderOf(id).RemoveWork();
    }

    // A job whose record can't be read has no future; who asks for it is told.
    private StoredJob? FindJob(string id)
    {
        try
        {
            return Jobs.Find(id);
        }
        catch (FineTuneException)
        {
            Jobs.Forget(id);
            return null;
        }
    }

    private async Task RunOwnedAsync(StoredJob job, CancellationToken shutdown)
    {
        using JobWatch watch = new(Jobs, job, _stores.Time, shutdown);
        try
        {
            await RunAsync(job, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Who changed the status has said why; at the end of the process the next one goes on.
        }
        catch (JobFailure e)
        {
            await FailAsync(job, new JobFault(e.Code, e.Message, e.Param)).ConfigureAwait(false);
        }
        catch (FineTuneException e)
        {
            await FailAsync(job, new JobFault("training_failed", $"{e.Message} {e.Advice}".TrimEnd(), null))
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody waits for this task: the job is the only place where the fault can be seen.
            await FailAsync(job, new JobFault("server_error", e.Message, null)).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(StoredJob job, CancellationToken cancellation)
    {
        if (job.Status == JobStatus.ValidatingFiles)
        {
            _ = _reader.ReadTraining(job, cancellation);
            _ = _reader.ReadValidation(job, cancellation);
            _ = await AdvanceAsync(
                job,
                current => current with { Status = JobStatus.Queued },
                "Files validated, moving job to queued state").ConfigureAwait(false);
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            StoredJob started = await TrainAsync(job, cancellation).ConfigureAwait(false);
            await SucceedAsync(started).ConfigureAwait(false);
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    private async Task<StoredJob> TrainAsync(StoredJob job, CancellationToken cancellation)
    {
        IReadOnlyList<TrainingExample> train = _reader.ReadTraining(job, cancellation);
        IReadOnlyList<TrainingExample> validation = _reader.ReadValidation(job, cancellation);
        TrainingOptions options = HyperparameterChoice.Choose(job, train.Count);
        EpochRecorder recorder = new(_stores, job, options.Epochs, ClassificationColumns.Of(job, validation));
        StoredJob started = await AdvanceAsync(
            job,
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

    private async Task SucceedAsync(StoredJob job)
    {
        string resultFile = ResultFile.Write(_stores, job).Id;
        StoredCheckpoint last = Jobs.Checkpoints(job.Id)[^1];
        _stores.Models.Save(new StoredModel(job.ModelId, job.ModelName(), job.Id, last.Epoch, Jobs.Now));
        _ = await AdvanceAsync(
            job,
            current => current with
            {
                Status = JobStatus.Succeeded,
                FineTunedModel = job.ModelName(),
                ResultFiles = [resultFile],
                TrainedTokens = job.TrainedTokens,
                FinishedAt = Jobs.Now,
                EstimatedFinish = null,
            },
            $"New fine-tuned model created: {job.ModelName()}",
            "The job has successfully completed").ConfigureAwait(false);
    }

    private async Task FailAsync(StoredJob job, JobFault fault)
    {
        string message = $"The job failed: {fault.Message}";
        StoredJob Failed(StoredJob current) => current with
        {
            Status = JobStatus.Failed, Error = fault, FinishedAt = Jobs.Now, EstimatedFinish = null,
        };
        try
        {
            _ = await Jobs.ChangeAsync(
                job.Id,
                current => JobStatus.IsActive(current.Status) && current.Run == job.Run ? Failed(current) : null,
                "error",
                message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Jobs.Hold(Failed(job), message);
        }
        catch (FineTuneException)
        {
            // The record itself is gone or damaged; who asks for the job is told.
        }
    }

    // A job that was paused, cancelled or resumed meanwhile is no longer this run's to change.
    private async Task<StoredJob> AdvanceAsync(
        StoredJob job, Func<StoredJob, StoredJob> change, params string[] messages)
    {
        bool isOurs = false;
        StoredJob changed = await Jobs.ChangeAsync(
            job.Id,
            current =>
            {
                isOurs = JobStatus.IsActive(current.Status) && current.Run == job.Run;
                return isOurs ? change(current) : null;
            },
            "info",
            messages).ConfigureAwait(false);
        return isOurs ? changed : throw new OperationCanceledException();
    }
}
