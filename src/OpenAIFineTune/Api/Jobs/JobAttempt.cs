namespace OpenAIFineTune.Api.Jobs;

/// <summary>A request for a job, recorded before it is sent, so that no run after a crash sends it again.</summary>
internal sealed record JobAttempt
{
    // How far the service's clock may be from ours.
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(3);

    /// <summary>The service, organization and project.</summary>
    public required string Place { get; init; }

    /// <summary>What the job makes: see <see cref="JobFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The tag in the job's metadata.</summary>
    public required string Tag { get; init; }

    /// <summary>The base model that was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The id of the uploaded training file.</summary>
    public string TrainingFile { get; init; } = "";

    public string? Suffix { get; init; }

    public long? Seed { get; init; }

    /// <summary>False for a service that refuses metadata, so that no job has the tag.</summary>
    public bool IsTagged { get; init; } = true;

    /// <summary>The moment before the first request was sent.</summary>
    public DateTimeOffset FirstSent { get; init; }

    /// <summary>Until when the service may still make the job of a request whose answer is missing.</summary>
    public DateTimeOffset OpenUntil { get; init; }

    /// <summary>How often the request was sent.</summary>
    public int Sends { get; init; }

    /// <summary>The id of the job; null while it is not known.</summary>
    public string? JobId { get; init; }

    /// <summary>True once the caller has the job: whoever asks again then wants another one.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>True for a job that may be the one that was asked for, at a service that keeps no tag.</summary>
    public bool MayHaveMade(FineTuneJob job)
        => job.Metadata.Count == 0
            && job.TrainingFile == TrainingFile
            && job.Model.StartsWith(Model, StringComparison.OrdinalIgnoreCase)
            && (job.Suffix is null || job.Suffix == Suffix)
            && (job.Seed is null || Seed is null || job.Seed == Seed)
            && !(job.CreatedAt < FirstSent - s_clockSkew);
}
