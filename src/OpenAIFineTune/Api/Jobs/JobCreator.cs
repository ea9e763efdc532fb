using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Starts a job exactly once. Starting is the call that costs money, and no service takes an idempotency key for it:
/// each request carries a tag in its metadata that is recorded before it is sent, and when an answer is lost, the tag
/// is looked for before anything is sent again.
/// </summary>
internal sealed class JobCreator(FineTuneClient client, JobClaim claim, ISubmissionDisplay display)
{
    private const int MostSends = 2;

    // What a service may take from a request whose connection broke to a job that is listed.
    private static readonly TimeSpan s_broken = TimeSpan.FromMinutes(2);

    // A gateway gives up while the service behind it goes on.
    private static readonly TimeSpan s_timedOut = TimeSpan.FromMinutes(10);

    /// <summary>
    /// False for a service that refuses metadata: then a lost answer ends in an error, never in another request.
    /// </summary>
    public bool HasMetadata { get; init; } = true;

    /// <summary>Starts the job, or finds the one that an earlier try started.</summary>
    public async Task<FineTuneJob> CreateAsync(CreateJobRequest request, CancellationToken cancellation)
    {
        for (int sends = 1; ; sends++)
        {
            await claim.SendingAsync(request, HasMetadata, s_broken).ConfigureAwait(false);
            try
            {
                return await client.Jobs.CreateAsync(Tagged(request), cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (Failure.LeavesOpen(e) || e is JsonException)
            {
                await claim.LostAsync(PatienceWith(e)).ConfigureAwait(false);
                FineTuneJob? made = await new LostJobSearch(client, display)
                    .FindAsync(claim.Attempt!, e, cancellation).ConfigureAwait(false);
                if (made is not null)
                {
                    return made;
                }

                if (IsAnswered(e))
                {
                    throw LostJobSearch.Unknown(
                        claim.Attempt!, "The service took it, its answer can't be read, and it lists no such job.", e);
                }

                if (sends == MostSends)
                {
                    throw;
                }
            }
            catch (Exception e) when (e is FineTuneException or HttpRequestException)
            {
                await claim.RefusedAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>The longest that may pass from a request whose answer is missing to a job in the list.</summary>
    public static TimeSpan LongestPatience(FineTuneClient client)
    {
        TimeSpan attempt = client.Connection.Limits.Attempt;
        return attempt > s_timedOut ? attempt : s_timedOut;
    }

    private CreateJobRequest Tagged(CreateJobRequest request) => request with
    {
        Metadata = HasMetadata
            ? new Dictionary<string, string>(request.Metadata) { [JobMetadata.RequestId] = claim.Attempt!.Tag }
            : [],
    };

    private TimeSpan PatienceWith(Exception lost) => Failure.IsTimeout(lost) ? LongestPatience(client) : s_broken;

    // With a status of success the job is there, whatever became of the rest of the answer.
    private static bool IsAnswered(Exception failure)
        => failure is JsonException or ApiException { Status: < HttpStatusCode.MultipleChoices };
}
