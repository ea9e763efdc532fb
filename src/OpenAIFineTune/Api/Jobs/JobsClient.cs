using System.Runtime.CompilerServices;
using System.Text.Json;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>The fine-tuning jobs of a service.</summary>
internal sealed class JobsClient(FineTuneClient client)
{
    /// <summary>Where jobs are below a connection's address.</summary>
    public const string Root = "fine_tuning/jobs";

    private const int EventPageSize = 100;
    private const int CheckpointPageSize = 10;

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
