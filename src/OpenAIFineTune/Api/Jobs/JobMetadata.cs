namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// The names of our own notes in a job's metadata (at most 16 pairs, key to 64 and value to 512 characters).
/// </summary>
internal static class JobMetadata
{
    /// <summary>What ends every prompt.</summary>
    public const string Separator = "finetune_separator";

    /// <summary>What ends every completion.</summary>
    public const string StopSequence = "finetune_stop";

    /// <summary>The tag by which a job is found whose answer was lost.</summary>
    public const string RequestId = "finetune_request";

    /// <summary>A hash of data, model and settings, by which a re-run finds the job that is there.</summary>
    public const string Fingerprint = "finetune_fingerprint";
}
