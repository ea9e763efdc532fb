using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>The fine-tuning jobs of a service.</summary>
internal sealed class JobsClient(FineTuneClient client)
{
    /// <summary>Where jobs are below a connection's address.</summary>
    public const string Root = "fine_tuning/jobs";

    private const int EventPageSize = 100;
    private const int CheckpointPageSize = 10;
    private const int FoundPageSize = 100;
    private const int MostLookedAt = 500;

    private readonly ApiTransport _transport = client.Transport;
    private readonly FineTuneConnection _connection = client.Connection;

    /// <summary>Starts a job; a lost answer leaves open whether there is one: see <see cref="JobCreator"/>.</summary>
    public Task<FineTuneJob> CreateAsync(CreateJobRequest job, CancellationToken cancellation)
        => ReadAsync(
            new ApiRequest(HttpMethod.Post, Root)
            {
                Content = ApiRequest.Json(job.ToJson()),
                Target = job.Model,
                IsRepeatable = false,
            },
            cancellation);

    /// <summary>A job as it stands.</summary>
    public Task<FineTuneJob> GetAsync(string id, CancellationToken cancellation)
        => ReadAsync(ApiRequest.About(id, HttpMethod.Get, Root), cancellation);

    /// <summary>Jobs, the newest first; pages are asked for as they are needed.</summary>
    public IAsyncEnumerable<FineTuneJob> ListAsync(JobQuery query, CancellationToken cancellation)
        => Pages.ReadAsync(
            _transport, query.Path, query.PageSize, job => JobReader.Read(job, _connection), query.After, cancellation);

    /// <summary>
    /// The newest acceptable job with a note in its metadata, also at services that do not know the filter and send
    /// every job; null when there is none among the newest jobs.
    /// </summary>
    /// <param name="note">The note's key and value.</param>
    /// <param name="accepts">Whether a job with the note will do.</param>
    /// <param name="other">Told of each job that was looked at and was not the one; null for nobody.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<FineTuneJob?> FindAsync(
        (string Key, string Value) note,
        Func<FineTuneJob, bool> accepts,
        Action<FineTuneJob>? other,
        CancellationToken cancellation)
    {
        JobQuery wanted = new()
        {
            Metadata = new Dictionary<string, string> { [note.Key] = note.Value },
            PageSize = FoundPageSize,
        };
        bool IsIt(FineTuneJob job) => wanted.Matches(job) && accepts(job);
        try
        {
            return await ScanAsync(wanted, IsIt, other, MostLookedAt, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
        {
            // A service that refuses the filter instead of ignoring it.
            wanted = wanted with { Metadata = null };
            return await ScanAsync(wanted, IsIt, other, MostLookedAt, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The first job of a list that is it; null when none of the first <paramref name="most"/> is.</summary>
    /// <param name="query">The list.</param>
    /// <param name="isIt">Whether a job is the one.</param>
    /// <param name="other">Told of each job that was looked at and was not the one; null for nobody.</param>
    /// <param name="most">How many jobs are looked at.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<FineTuneJob?> ScanAsync(
        JobQuery query,
        Func<FineTuneJob, bool> isIt,
        Action<FineTuneJob>? other,
        int most,
        CancellationToken cancellation)
    {
        int seen = 0;
        await foreach (FineTuneJob job in ListAsync(query, cancellation).ConfigureAwait(false))
        {
            if (isIt(job))
            {
                return job;
            }

            other?.Invoke(job);
            if (++seen == most)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Ends a job before its time.</summary>
    public Task<FineTuneJob> CancelAsync(string id, CancellationToken cancellation)
        => PostAsync(id, "cancel", cancellation);

    /// <summary>Suspends a job.</summary>
    public Task<FineTuneJob> PauseAsync(string id, CancellationToken cancellation)
        => PostAsync(id, "pause", cancellation);

    /// <summary>Lets a suspended job go on.</summary>
    public Task<FineTuneJob> ResumeAsync(string id, CancellationToken cancellation)
        => PostAsync(id, "resume", cancellation);

    /// <summary>A job's events in the service's order, which is the newest first.</summary>
    public IAsyncEnumerable<FineTuneEvent> EventsAsync(string id, CancellationToken cancellation)
        => ListAsync(id, "/events", EventPageSize, item => EventReader.Read(item, id), cancellation);

    /// <summary>The models that a job left on its way.</summary>
    public IAsyncEnumerable<FineTuneCheckpoint> CheckpointsAsync(string id, CancellationToken cancellation)
        => ListAsync(
            id, "/checkpoints", CheckpointPageSize, item => EventReader.ReadCheckpoint(item, id, _connection.Name),
            cancellation);

    /// <summary>What was measured at each step of a job that left result files.</summary>
    public async IAsyncEnumerable<FineTuneMetric> ResultsAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        FineTuneJob job = await GetAsync(id, cancellation).ConfigureAwait(false);
        if (job.ResultFiles.Count == 0)
        {
            throw new FineTuneException(
                "ResultNotReady", $"Job '{id}' has no result file; its status is '{job.Status}'.")
            {
                Target = id,
                Advice = "A job leaves one when it succeeds: Wait-FineTune waits for that. "
                    + "Get-FineTuneEvent shows what is measured until then.",
            };
        }

        foreach (string file in job.ResultFiles)
        {
            byte[] content = await client.Files.ContentOf(file).ReadBytesAsync(cancellation).ConfigureAwait(false);
            foreach (FineTuneMetric metric in ResultReader.Read(content, id))
            {
                yield return metric;
            }
        }
    }

    private IAsyncEnumerable<T> ListAsync<T>(
        string id, string list, int pageSize, Func<JsonElement, T> read, CancellationToken cancellation)
        => Pages.ReadAsync(
            _transport, $"{Root}/{ApiRequest.Segment(id)}{list}", pageSize, read, after: null, cancellation);

    private Task<FineTuneJob> PostAsync(string id, string verb, CancellationToken cancellation)
        => ReadAsync(ApiRequest.About(id, HttpMethod.Post, Root, $"/{verb}"), cancellation);

    private async Task<FineTuneJob> ReadAsync(ApiRequest request, CancellationToken cancellation)
        => JobReader.Read(
            await _transport.SendAsync<JsonElement>(request, cancellation).ConfigureAwait(false), _connection);
}
