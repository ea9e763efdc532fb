using System.Net;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Finds a job by a note in its metadata, also at services that do not know the filter and send every job.
/// </summary>
internal sealed class JobFinder(JobsClient jobs)
{
    private const int MostJobs = 500;

    /// <summary>Told of each job that was looked at and was not the one; null for nobody.</summary>
    public Action<FineTuneJob>? Other { get; init; }

    /// <summary>The newest acceptable job with the note; null when there is none among the newest jobs.</summary>
    public async Task<FineTuneJob?> FindAsync(
        string key, string value, Func<FineTuneJob, bool> accepts, CancellationToken cancellation)
    {
        JobQuery query = new() { Metadata = new Dictionary<string, string> { [key] = value }, PageSize = 100 };
        try
        {
            return await ScanAsync(query, query, accepts, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
        {
            // A service that refuses the filter instead of ignoring it.
            return await ScanAsync(query with { Metadata = null }, query, accepts, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<FineTuneJob?> ScanAsync(
        JobQuery asked, JobQuery wanted, Func<FineTuneJob, bool> accepts, CancellationToken cancellation)
    {
        int seen = 0;
        await foreach (FineTuneJob job in jobs.ListAsync(asked, cancellation).ConfigureAwait(false))
        {
            if (wanted.Matches(job) && accepts(job))
            {
                return job;
            }

            Other?.Invoke(job);
            if (++seen == MostJobs)
            {
                break;
            }
        }

        return null;
    }
}
