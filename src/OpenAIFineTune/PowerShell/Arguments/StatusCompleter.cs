namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Completes the usual words for a job's status; others may be typed.</summary>
public sealed class StatusCompleter() : WordCompleter(
    "cancelled", "failed", "paused", "pending", "queued", "running", "succeeded", "validating_files")
{
}
