namespace OpenAIFineTune.Api.Jobs;

/// <summary>A job that is to be submitted.</summary>
/// <param name="Request">What it is asked for with, but for the ids of its files.</param>
/// <param name="Training">The data to train on.</param>
/// <param name="Validation">The data to measure on; null without any.</param>
internal sealed record JobDraft(CreateJobRequest Request, TrainingData Training, TrainingData? Validation)
{
    /// <summary>Take the job that is there for the same data, model and settings, instead of a second one.</summary>
    public bool ReuseExisting { get; init; }

    /// <summary>
    /// Delete files that were uploaded for a job that the service then refuses; null only where no job can follow.
    /// </summary>
    public bool? RemoveOrphan { get; init; }

    /// <summary>Ask for the job although the outcome of an earlier request for it is not known.</summary>
    public bool Force { get; init; }
}
