using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>
/// A job as one run of it may change its record: no more once the job was paused, cancelled or resumed meanwhile.
/// </summary>
internal sealed class JobRun(EngineStores stores, StoredJob job)
{
    /// <summary>The job as it was when the run began.</summary>
    public StoredJob Job => job;

    private JobStore Jobs => stores.Jobs;

    /// <summary>Changes the record, or cancels the run whose job it no longer is.</summary>
    public async Task<StoredJob> AdvanceAsync(Func<StoredJob, StoredJob> change, params string[] messages)
    {
        bool isOurs = false;
        StoredJob changed = await Jobs.ChangeAsync(
            job.Id,
            current =>
            {
                isOurs = current.IsStillRun(job);
                return isOurs ? change(current) : null;
            },
            "info",
            messages).ConfigureAwait(false);
        return isOurs ? changed : throw new OperationCanceledException();
    }

    /// <summary>Hands over the model of the last epoch, and the measurements of the job as it was trained.</summary>
    public async Task SucceedAsync(StoredJob trained)
    {
        StoredCheckpoint last = Jobs.Checkpoints(job.Id)[^1];
        stores.Models.Save(new StoredModel(job.ModelId, job.ModelName(), job.Id, last.Epoch, Jobs.Now));
        _ = await AdvanceAsync(
            current => current with
            {
                Status = JobStatus.Succeeded,
                FineTunedModel = job.ModelName(),
                // Written here, so that a run which is over leaves no file that nobody owns.
                ResultFiles = [ResultFile.Write(stores, trained).Id],
                TrainedTokens = trained.TrainedTokens,
                FinishedAt = Jobs.Now,
                EstimatedFinish = null,
            },
            $"New fine-tuned model created: {job.ModelName()}",
            "The job has successfully completed").ConfigureAwait(false);
    }

    /// <summary>
    /// Says why the job failed, in the record or, while that can't be written, to this process alone.
    /// </summary>
    public async Task FailAsync(JobFault fault)
    {
        string message = $"The job failed: {fault.Message}";
        StoredJob Failed(StoredJob current) => current with
        {
            Status = JobStatus.Failed, Error = fault, FinishedAt = Jobs.Now, EstimatedFinish = null,
        };
        try
        {
            _ = await Jobs.ChangeAsync(
                job.Id, current => current.IsStillRun(job) ? Failed(current) : null, "error", message)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Jobs.Hold(Failed(job), message);
        }
        catch (KnownFailure)
        {
            // The record itself is gone or damaged; who asks for the job is told.
        }
    }
}
