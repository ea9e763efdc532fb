namespace OpenAIFineTune.Api.Jobs;

/// <summary>Something that became known while jobs were waited for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="JobId">The job that it is about.</param>
internal sealed record WaitReport(WaitReportKind Kind, string JobId)
{
    /// <summary>The job as it was last seen; null before the first answer.</summary>
    public FineTuneJob? Job { get; init; }

    /// <summary>The event that came.</summary>
    public FineTuneEvent? Event { get; init; }

    /// <summary>What a person should know; null for nothing.</summary>
    public string? Text { get; init; }

    /// <summary>Why the service could not be asked, or what it refused with.</summary>
    public Exception? Failure { get; init; }

    /// <summary>False for a job that succeeded and whose model does not answer yet.</summary>
    public bool IsModelReady { get; init; } = true;
}
