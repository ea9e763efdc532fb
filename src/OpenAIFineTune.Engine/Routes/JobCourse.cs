using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A change of a job's course that a caller can ask for.</summary>
/// <param name="Verb">What a job can't be that refuses it.</param>
/// <param name="Message">The event that tells it.</param>
/// <param name="IsPossible">Whether a job of a status can take it.</param>
/// <param name="Change">The job after it, at a time.</param>
internal sealed record JobCourse(
    string Verb, string Message, Func<string, bool> IsPossible, Func<StoredJob, long, StoredJob> Change)
{
    public static JobCourse Cancel { get; } = new(
        "cancelled",
        "Fine-tuning job cancelled",
        status => !JobStatus.IsFinal(status),
        (job, now) => job with { Status = JobStatus.Cancelled, FinishedAt = now, EstimatedFinish = null });

    public static JobCourse Pause { get; } = new(
        "paused",
        "Fine-tuning job paused",
        JobStatus.IsActive,
        (job, _) => job with { Status = JobStatus.Paused, EstimatedFinish = null });

    public static JobCourse Resume { get; } = new(
        "resumed",
        "Fine-tuning job resumed",
        status => status == JobStatus.Paused,
        (job, _) => job with { Status = JobStatus.Queued, Run = job.Run + 1 });

    public async Task<StoredJob> ApplyAsync(JobStore jobs, StoredJob job)
    {
        string? refused = null;
        StoredJob changed = await jobs.ChangeAsync(
            job.Id,
            current =>
            {
                refused = IsPossible(current.Status) ? null : current.Status;
                return refused is null ? Change(current, jobs.Now) : null;
            },
            "info",
            Message).ConfigureAwait(false);
        return refused is null
            ? changed
            : throw RequestFailure.Invalid(
                "fine_tuning_job_id", $"The job {job.Id} is {refused} and can't be {Verb}.", "invalid_job_status");
    }
}
