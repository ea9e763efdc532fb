namespace OpenAIFineTune.Engine.Store;

/// <summary>The protocol's words for where a job stands.</summary>
internal static class JobStatus
{
    public const string ValidatingFiles = "validating_files";
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    /// <summary>True for one of these words.</summary>
    public static bool IsKnown(string status) => IsActive(status) || IsFinal(status) || status == Paused;

    /// <summary>True when the job will never run again.</summary>
    public static bool IsFinal(string status) => status is Succeeded or Failed or Cancelled;

    /// <summary>True when the job waits for a runner or has one.</summary>
    public static bool IsActive(string status) => status is ValidatingFiles or Queued or Running;
}
