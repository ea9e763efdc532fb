using System.Net;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Looks for the job of a request whose answer is missing, for as long as the service may still make or list it. What
/// comes out is the job, the certainty that there is none, or the error that it can't be known.
/// </summary>
internal sealed class LostJobSearch(FineTuneClient client, ISubmissionDisplay display)
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    private readonly long _start = client.Time.GetTimestamp();

    // No record keeps a run waiting longer, whatever became of the clock since it was written.
    private readonly DateTimeOffset _latest = client.Time.GetUtcNow() + JobCreator.LongestPatience(client);

    /// <summary>The job; null when there is surely none.</summary>
    /// <param name="attempt">The request.</param>
    /// <param name="lost">How its answer was lost; null for a request of an earlier run.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<FineTuneJob?> FindAsync(JobAttempt attempt, Exception? lost, CancellationToken cancellation)
    {
        TimeSpan delay = TimeSpan.FromSeconds(1);
        DateTimeOffset until = attempt.OpenUntil < _latest ? attempt.OpenUntil : _latest;
        for (bool isTold = false; ; isTold = true)
        {
            // Before the look: a job that was made in time is in a list that is asked for afterwards.
            TimeSpan left = until - client.Time.GetUtcNow();
            (FineTuneJob? job, JobTwins twins, Exception? failure) = await LookAsync(attempt, cancellation)
                .ConfigureAwait(false);
            if (job is not null)
            {
                return job;
            }

            if (failure is not null && (left <= TimeSpan.Zero || !MayPass(failure)))
            {
                throw UnknownOutcome.Of(attempt, $"Looking for it failed as well: {failure.Message}", lost);
            }

            if (left <= TimeSpan.Zero)
            {
                return Judge(attempt, twins, lost);
            }

            if (!isTold)
            {
                await display.WarnAsync(Patience(until)).ConfigureAwait(false);
            }

            await WaitAsync(attempt, delay < left ? delay : left, lost, cancellation).ConfigureAwait(false);
            delay = delay * 2 < s_longestDelay ? delay * 2 : s_longestDelay;
        }
    }

    private async Task<(FineTuneJob? Job, JobTwins Twins, Exception? Failure)> LookAsync(
        JobAttempt attempt, CancellationToken cancellation)
    {
        JobTwins twins = new(attempt);
        try
        {
            FineTuneJob? tagged = await new JobFinder(client.Jobs) { Other = twins.Add }
                .FindAsync(JobMetadata.RequestId, attempt.Tag, _ => true, cancellation).ConfigureAwait(false);
            return (tagged ?? twins.Certain, twins, null);
        }
        catch (Exception e) when (e is FineTuneException || PassingFailure.Is(e))
        {
            return (null, twins, e);
        }
    }

    // A good status with what is no list will not become one.
    private static bool MayPass(Exception failure)
        => PassingFailure.Is(failure) && failure is not ApiException { Status: < HttpStatusCode.MultipleChoices };

    private static FineTuneJob? Judge(JobAttempt attempt, JobTwins twins, Exception? lost)
    {
        if (twins.Possible.Count > 0)
        {
            string ids = string.Join("', '", twins.Possible.Select(job => job.Id));
            throw UnknownOutcome.Of(attempt, $"'{ids}' may be it; without metadata it can't be told.", lost);
        }

        return attempt.IsTagged
            ? null
            : throw UnknownOutcome.Of(attempt, "The service takes no metadata by which it could be found.", lost);
    }

    private static string Patience(DateTimeOffset until)
        => "The answer to the request for a job is missing. So that there are never two, the job is looked for until "
            + $"{until.LocalDateTime:HH:mm:ss} before another is asked for. Ctrl-C does no harm: "
            + "the next run goes on.";

    private async Task WaitAsync(JobAttempt attempt, TimeSpan delay, Exception? lost, CancellationToken cancellation)
    {
        if (client.Connection.Limits.Call is TimeSpan most && client.Time.GetElapsedTime(_start) + delay > most)
        {
            throw UnknownOutcome.Of(attempt, "It is not listed yet, and the total time limit is over.", lost);
        }

        await Task.Delay(delay, client.Time, cancellation).ConfigureAwait(false);
    }
}
