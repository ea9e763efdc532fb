using System.Net;
using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Starts a job exactly once. Starting is the call that costs money, and no service takes an idempotency key for it:
/// each request carries a tag in its metadata, and when an answer is lost, the tag is looked for before anything is
/// sent again.
/// </summary>
internal sealed class JobCreator(JobsClient jobs, TimeProvider time)
{
    private const int Tries = 3;

    // A job that was created just now may be listed with a delay.
    private static readonly TimeSpan[] s_lookAfter = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    // How far the service's clock may be behind ours, with the time that a request takes.
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(3);

    /// <summary>
    /// False for a service that refuses metadata: then a lost answer ends in an error, never in another request.
    /// </summary>
    public bool HasMetadata { get; init; } = true;

    /// <summary>Starts the job, or finds the one that an earlier try started.</summary>
    public async Task<FineTuneJob> CreateAsync(CreateJobRequest request, CancellationToken cancellation)
    {
        string tag = Guid.NewGuid().ToString("N");
        Dictionary<string, string> notes = new(request.Metadata) { [JobMetadata.RequestId] = tag };
        CreateJobRequest tagged = request with { Metadata = HasMetadata ? notes : [] };
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await jobs.CreateAsync(tagged, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (LostAnswer.IsPossible(e) || e is JsonException)
            {
                FineTuneJob? created = await LookAsync(tagged, tag, e, cancellation).ConfigureAwait(false);
                if (created is not null)
                {
                    return created;
                }

                if (IsAnswered(e))
                {
                    throw Unknown("The service took it, its answer can't be read, and it lists no such job.", e, tagged);
                }

                if (tries == Tries)
                {
                    throw;
                }
            }
        }
    }

    // With a status of success the job is there, whatever became of the rest of the answer.
    private static bool IsAnswered(Exception failure)
        => failure is JsonException or ApiException { Status: < HttpStatusCode.MultipleChoices };

    private async Task<FineTuneJob?> LookAsync(
        CreateJobRequest request, string tag, Exception lost, CancellationToken cancellation)
    {
        DateTimeOffset since = time.GetUtcNow() - s_clockSkew;
        try
        {
            JobFinder finder = new(jobs);
            foreach (TimeSpan delay in s_lookAfter)
            {
                await Task.Delay(delay, time, cancellation).ConfigureAwait(false);
                FineTuneJob? job = await finder
                    .FindAsync(JobMetadata.RequestId, tag, _ => true, cancellation).ConfigureAwait(false);
                if (job is not null)
                {
                    return job;
                }
            }

            return finder.UntaggedTwin(request, since) is FineTuneJob twin
                ? throw Unknown($"Job '{twin.Id}' may be it; without metadata it can't be told.", lost, request)
                : null;
        }
        catch (Exception e) when (PassingFailure.Is(e))
        {
            throw Unknown($"Looking for it failed as well: {e.Message}", lost, request);
        }
    }

    private static FineTuneException Unknown(string detail, Exception lost, CreateJobRequest request)
        => new(
            "CreateOutcomeUnknown",
            $"The answer to the request for a job was lost ({lost.Message}), and whether there is a job is not known. "
                + detail,
            lost)
        {
            Target = request.TrainingFile,
            Advice = $"Look with Get-FineTune for a job on '{request.TrainingFile}' before you try again; "
                + "New-FineTune -ReuseExisting does that too.",
        };
}
