namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Tells which of a service's jobs may be the one that was asked for, where the service keeps no metadata and so no
/// tag.
/// </summary>
internal sealed class JobTwins(JobAttempt attempt)
{
    // How far the service's clock may be from ours.
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(3);

    private readonly List<FineTuneJob> _possible = [];

    /// <summary>The jobs that may be it.</summary>
    public IReadOnlyList<FineTuneJob> Possible => _possible;

    /// <summary>
    /// The one job that can hardly be another: it alone fits, and it was made since the request was sent.
    /// </summary>
    public FineTuneJob? Certain
        => _possible is [{ CreatedAt: not null } only] && only.Suffix == attempt.Suffix ? only : null;

    /// <summary>Takes a job into account.</summary>
    public void Add(FineTuneJob job)
    {
        if (job.Metadata.Count == 0
            && job.TrainingFile == attempt.TrainingFile
            && job.Model.StartsWith(attempt.Model, StringComparison.OrdinalIgnoreCase)
            && (job.Suffix is null || job.Suffix == attempt.Suffix)
            && (job.Seed is null || attempt.Seed is null || job.Seed == attempt.Seed)
            && !(job.CreatedAt < attempt.FirstSent - s_clockSkew))
        {
            _possible.Add(job);
        }
    }
}
