using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>Takes a job through its life: checks its files, waits, trains, and hands over the model.</summary>
internal sealed class JobRunner(EngineStores stores)
{
    private readonly TrainingFileReader _reader = new(stores.Files);
    private readonly JobTraining _training = new(stores);

    // One training at a time keeps the memory of a process to one data set.
    private readonly SemaphoreSlim _turn = new(1);

    private JobStore Jobs => stores.Jobs;

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

        RemoveWork(id);
    }

    /// <summary>
    /// Deletes what only the training of a job needed, unless the job goes on or somebody still works on it, who does
    /// so then.
    /// </summary>
    public void RemoveWork(string id)
    {
        try
        {
            using (IDisposable? owner = FileLock.TryTake(Jobs.FolderOf(id).OwnerLock))
            {
                if (owner is null || Jobs.TryFind(id) is not StoredJob job || !JobStatus.IsFinal(job.Status))
                {
                    return;
                }
            }

            Jobs.FolderOf(id).RemoveWork();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KnownFailure)
        {
            // It costs space only.
        }
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
        JobRun run = new(stores, job);
        using JobWatch watch = new(Jobs, job, stores.Time, shutdown);
        try
        {
            await RunAsync(run, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Who changed the status has said why; at the end of the process the next one goes on.
        }
        catch (Exception e)
        {
            // Nobody waits for this task: the job is the only place where the fault can be seen.
            await run.FailAsync(FaultOf(e)).ConfigureAwait(false);
        }
    }

    private static JobFault FaultOf(Exception failure) => failure switch
    {
        JobFailure ofCaller => ofCaller.Fault,
        KnownFailure known => new JobFault("training_failed", $"{known.Message} {known.Advice}".TrimEnd(), null),
        IOException or UnauthorizedAccessException => new JobFault(
            "server_error", $"The local engine could not use its folder: {failure.Message}", null),
        _ => new JobFault("server_error", failure.Message, null),
    };

    private async Task RunAsync(JobRun run, CancellationToken cancellation)
    {
        StoredJob job = run.Job;
        if (job.Status == JobStatus.ValidatingFiles)
        {
            _reader.Check(job, cancellation);
            _ = await run.AdvanceAsync(
                current => current with { Status = JobStatus.Queued },
                "Files validated, moving job to queued state").ConfigureAwait(false);
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            StoredJob trained = await _training.TrainAsync(run, cancellation).ConfigureAwait(false);
            await run.SucceedAsync(trained).ConfigureAwait(false);
        }
        finally
        {
            _ = _turn.Release();
        }
    }
}
