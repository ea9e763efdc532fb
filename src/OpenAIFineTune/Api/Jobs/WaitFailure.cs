namespace OpenAIFineTune.Api.Jobs;

/// <summary>The errors that waiting for a job can end with.</summary>
internal static class WaitFailure
{
    /// <summary>The job failed.</summary>
    public static FineTuneException Failed(FineTuneJob job)
    {
        string code = job.Error?.Code is string text ? $" with '{text}'" : "";
        string param = job.Error?.Param is string name ? $" (parameter {name})" : "";
        string message = job.Error?.Message ?? "The service gives no reason.";
        return new FineTuneException("FineTuneFailed", $"Fine-tuning job '{job.Id}' failed{code}{param}: {message}")
        {
            Target = job,
            Advice = $"'Get-FineTuneEvent {job.Id}' shows what happened before, and Test-FineTuneData checks the data.",
        };
    }

    /// <summary>The time for waiting is over.</summary>
    public static FineTuneException TimedOut(WaitReport report, TimeSpan timeout)
    {
        string status = report.Job is FineTuneJob job
            ? $"its status is '{job.Status}'" : "the service has not answered yet";
        bool isPaused = report.Job?.Status.Stage == FineTuneStage.Paused;
        string course = isPaused ? "It goes on only when it is resumed." : "It goes on.";
        string next = isPaused
            ? $"Let it go on with 'Resume-FineTune {report.JobId}', and wait again; "
            : $"Go on waiting with 'Wait-FineTune {report.JobId}', or ";
        return new FineTuneException(
            "WaitTimedOut", $"Job '{report.JobId}' was not finished after {timeout:c}; {status}. {course}")
        {
            Target = (object?)report.Job ?? report.JobId,
            Advice = $"{next}end the job with 'Stop-FineTune {report.JobId}'.",
        };
    }
}
