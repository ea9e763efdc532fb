namespace OpenAIFineTune.Api.Jobs;

/// <summary>Finds the job that need not be asked for, because it is there.</summary>
internal sealed class EarlierJob(FineTuneClient client, JobClaim claim, ISubmissionDisplay display)
{
    /// <summary>
    /// The job of a run that was ended before it could hand it over, or with <see cref="JobDraft.ReuseExisting"/> any
    /// job of this fingerprint; null without one.
    /// </summary>
    public async Task<FineTuneJob?> FindAsync(JobDraft draft, string fingerprint, CancellationToken cancellation)
    {
        if (draft.Force)
        {
            claim.Forget();
        }

        FineTuneJob? job = claim.Attempt is { IsDelivered: false } unfinished
            ? await FinishAsync(unfinished, cancellation).ConfigureAwait(false) : null;
        if (job is not null)
        {
            await display.WarnAsync(
                $"Job '{job.Id}' ({job.Status}) was started by an earlier run that was ended before it could hand it "
                    + "over; it is used, and no other is started.").ConfigureAwait(false);
            return job;
        }

        if (!draft.ReuseExisting)
        {
            return null;
        }

        job = claim.Attempt?.JobId is string id ? await GetAsync(id, cancellation).ConfigureAwait(false) : null;
        job ??= await client.Jobs
            .FindAsync((JobMetadata.Fingerprint, fingerprint), IsGood, other: null, cancellation).ConfigureAwait(false);
        if (job is not null)
        {
            await display.SayAsync($"Job '{job.Id}' ({job.Status}) has the same data, model and settings, and is used.")
                .ConfigureAwait(false);
        }

        return job;
    }

    private static bool IsGood(FineTuneJob job)
        => job.Status.Stage is not (FineTuneStage.Failed or FineTuneStage.Cancelled);

    private async Task<FineTuneJob?> FinishAsync(JobAttempt unfinished, CancellationToken cancellation)
    {
        FineTuneJob? job = unfinished.JobId is string id
            ? await GetAsync(id, cancellation).ConfigureAwait(false)
            : await new LostJobSearch(client, display).FindAsync(unfinished, lost: null, cancellation)
                .ConfigureAwait(false);
        if (job is null || !IsGood(job))
        {
            return null;
        }

        await claim.MadeAsync(job).ConfigureAwait(false);
        return job;
    }

    private async Task<FineTuneJob?> GetAsync(string id, CancellationToken cancellation)
    {
        try
        {
            FineTuneJob job = await client.Jobs.GetAsync(id, cancellation).ConfigureAwait(false);
            return IsGood(job) ? job : null;
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
