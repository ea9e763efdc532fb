using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>A change of a job's course that a caller can ask for.</summary>
internal sealed class JobCourse
{
    private readonly string _verb;
    private readonly string _message;
    private readonly Func<string, bool> _isPossible;
    private readonly Func<StoredJob, long, StoredJob> _change;

    private JobCourse(
        string verb, string message, Func<string, bool> isPossible, Func<StoredJob, long, StoredJob> change)
    {
        _verb = verb;
        _message = message;
        _isPossible = isPossible;
        _change = change;
    }

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
                refused = _isPossible(current.Status) ? null : current.Status;
                return refused is null ? _change(current, jobs.Now) : null;
            },
            "info",
            _message).ConfigureAwait(false);
        return refused is null
            ? changed
            : throw RequestFailure.Invalid(
                "fine_tuning_job_id", $"The job {job.Id} is {refused} and can't be {_verb}.", "invalid_job_status");
    }
}
