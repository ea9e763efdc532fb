using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Looks for the job of a request whose answer is missing, for as long as the service may still make or list it. What
/// comes out is the job, the certainty that there is none, or the error that it can't be known.
/// </summary>
internal sealed class LostJobSearch(FineTuneClient client, ISubmissionDisplay display)
{
    // No record keeps a run waiting longer, whatever became of the clock since it was written.
    private readonly DateTimeOffset _latest = client.Time.GetUtcNow() + JobCreator.LongestPatience(client);

    // What the last look found that may be the job, and how it failed.
    private List<FineTuneJob> _possible = [];
    private Exception? _failure;

    /// <summary>The job; null when there is surely none.</summary>
    /// <param name="attempt">The request.</param>
    /// <param name="lost">How its answer was lost; null for a request of an earlier run.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<FineTuneJob?> FindAsync(JobAttempt attempt, Exception? lost, CancellationToken cancellation)
    {
        DateTimeOffset until = attempt.OpenUntil < _latest ? attempt.OpenUntil : _latest;
        TimeSpan patience = until - client.Time.GetUtcNow();
        TimeSpan within = client.Connection.Limits.Within(patience);
        Tries looks = new(client.Time)
        {
            FirstPause = TimeSpan.FromSeconds(1),
            Growth = 2,
            LongestPause = TimeSpan.FromSeconds(30),
            Patience = within,
            Waiting = () => display.WarnAsync(Patience(until)),
        };
        FineTuneJob? job = await looks
            .UntilAsync(() => LookAsync(attempt, lost, cancellation), cancellation).ConfigureAwait(false);
        return job is not null ? job
            : _failure is not null ? throw Failed(attempt, _failure, lost)
            : within < patience
                ? throw Unknown(attempt, "It is not listed yet, and the total time limit is over.", lost)
            : Judge(attempt, lost);
    }

    /// <summary>The error that nobody can tell whether there is a job.</summary>
    /// <param name="attempt">The request.</param>
    /// <param name="detail">Why it can't be told.</param>
    /// <param name="lost">How the answer was lost; null for a request of an earlier run.</param>
    public static FineTuneException Unknown(JobAttempt attempt, string detail, Exception? lost)
    {
        string how = lost is null
            ? $"An earlier run, at {attempt.FirstSent.LocalDateTime:g}, "
                + "was ended before it had the answer to its request for this job"
            : $"The answer to the request for a job was lost ({lost.Message.TrimEnd('.')})";
        return new FineTuneException(
            "CreateOutcomeUnknown",
            $"{how}, and whether there is a job is not known. {detail} Nothing more was sent, and nothing was deleted.",
            lost)
        {
            Target = attempt.TrainingFile,
            Advice = $"Look with Get-FineTune for a job on '{attempt.TrainingFile}'. "
                + "The same New-FineTune looks for it again before it sends anything; "
                + "with -Force it asks for another job without looking.",
        };
    }

    private static FineTuneException Failed(JobAttempt attempt, Exception failure, Exception? lost)
        => Unknown(attempt, $"Looking for it failed as well: {failure.Message}", lost);

    private async Task<FineTuneJob?> LookAsync(JobAttempt attempt, Exception? lost, CancellationToken cancellation)
    {
        (_possible, _failure) = ([], null);
        try
        {
            Action<FineTuneJob> keep = job => _possible.AddRange(attempt.MayHaveMade(job) ? [job] : []);
            FineTuneJob? tagged = await client.Jobs
                .FindAsync((JobMetadata.RequestId, attempt.Tag), _ => true, keep, cancellation).ConfigureAwait(false);
            // One that alone fits, and was made since the request was sent, can hardly be another.
            return tagged
                ?? (_possible is [{ CreatedAt: not null } only] && only.Suffix == attempt.Suffix ? only : null);
        }
        catch (Exception e) when (e is FineTuneException || Failure.IsPassing(e))
        {
            // A good status with what is no list will not become one.
            _failure = Failure.IsPassing(e) && e is not ApiException { Status: < HttpStatusCode.MultipleChoices }
                ? e : throw Failed(attempt, e, lost);
            return null;
        }
    }

    private FineTuneJob? Judge(JobAttempt attempt, Exception? lost)
    {
        if (_possible.Count > 0)
        {
            string ids = string.Join("', '", _possible.Select(job => job.Id));
            throw Unknown(attempt, $"'{ids}' may be it; without metadata it can't be told.", lost);
        }

        return attempt.IsTagged
            ? null
            : throw Unknown(attempt, "The service takes no metadata by which it could be found.", lost);
    }

    private static string Patience(DateTimeOffset until)
        => "The answer to the request for a job is missing. So that there are never two, the job is looked for until "
            + $"{until.LocalDateTime:HH:mm:ss} before another is asked for. Ctrl-C does no harm: "
            + "the next run goes on.";
}
