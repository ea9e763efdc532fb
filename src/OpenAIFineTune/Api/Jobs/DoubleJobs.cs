using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Finds a second job with the tag of the first: a request that was given up as lost may be carried out very late.
/// </summary>
internal sealed class DoubleJobs(FineTuneClient client)
{
    /// <summary>Ends the other job and tells what was found; null when there is no other.</summary>
    public async Task<string?> EndAsync(FineTuneJob job, CancellationToken cancellation)
    {
        if (!job.Metadata.TryGetValue(JobMetadata.RequestId, out string? tag))
        {
            return null;
        }

        // A comfort: that the record of the requests can't be read is no failure of the job.
        try
        {
            FineTuneJob? other = !WasSentAgain(job) ? null : await client.Jobs
                .FindAsync((JobMetadata.RequestId, tag), found => IsOther(found, job), other: null, cancellation)
                .ConfigureAwait(false);
            return other is null ? null : await CancelAsync(other, job, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is FineTuneException or IOException or UnauthorizedAccessException || Failure.IsPassing(e))
        {
            client.Log.Verbose($"Whether job '{job.Id}' was made twice could not be looked up: {e.Message}");
            return null;
        }
    }

    private static bool IsOther(FineTuneJob found, FineTuneJob job)
        => found.Id != job.Id && found.Status.Stage is not (FineTuneStage.Failed or FineTuneStage.Cancelled);

    private bool WasSentAgain(FineTuneJob job)
        => job.Metadata.TryGetValue(JobMetadata.Fingerprint, out string? fingerprint)
            && client.JobLedger?.Find(client.Place, fingerprint) is { Sends: > 1 };

    private async Task<string> CancelAsync(FineTuneJob other, FineTuneJob job, CancellationToken cancellation)
    {
        string found =
            $"The service made a second job, '{other.Id}', of a request that was lost before job '{job.Id}' was made.";
        if (other.IsFinished)
        {
            return $"{found} It has ended as '{other.Status}'.";
        }

        try
        {
            _ = await client.Jobs.CancelAsync(other.Id, cancellation).ConfigureAwait(false);
            return $"{found} It is cancelled.";
        }
        catch (Exception e) when (e is FineTuneException || Failure.IsPassing(e))
        {
            return $"{found} It could not be cancelled ({e.Message}); end it with 'Stop-FineTune {other.Id}'.";
        }
    }
}
