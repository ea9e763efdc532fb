using System.Runtime.CompilerServices;
using System.Text;
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
    {
        string body = job.ToJson().ToJsonString(WireJson.Options);
        return ReadAsync(
            new ApiRequest(HttpMethod.Post, Root)
            {
                Content = () => new StringContent(body, Encoding.UTF8, "application/json"),
                Target = job.Model,
                IsRepeatable = false,
            },
            cancellation);
    }

    /// <summary>A job as it stands.</summary>
    public Task<FineTuneJob> GetAsync(string id, CancellationToken cancellation)
        => ReadAsync(new ApiRequest(HttpMethod.Get, PathOf(id)) { Target = id }, cancellation);

    /// <summary>Jobs, the newest first; pages are asked for as they are needed.</summary>
    public async IAsyncEnumerable<FineTuneJob> ListAsync(
        JobQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerable<JsonElement> jobs = Pages.ReadAsync<JsonElement>(
            _transport, query.Path, query.PageSize, IdOf, query.After, cancellation);
        await foreach (JsonElement job in jobs.ConfigureAwait(false))
        {
            yield return JobReader.Read(job, _connection);
        }
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
    public async IAsyncEnumerable<FineTuneEvent> EventsAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerable<JsonElement> events = Pages.ReadAsync<JsonElement>(
            _transport, PathOf(id) + "/events", EventPageSize, IdOf, after: null, cancellation);
        await foreach (JsonElement item in events.ConfigureAwait(false))
        {
            yield return EventReader.Read(item, id);
        }
    }

    /// <summary>The models that a job left on its way.</summary>
    public async IAsyncEnumerable<FineTuneCheckpoint> CheckpointsAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerable<JsonElement> checkpoints = Pages.ReadAsync<JsonElement>(
            _transport, PathOf(id) + "/checkpoints", CheckpointPageSize, IdOf, after: null, cancellation);
        await foreach (JsonElement item in checkpoints.ConfigureAwait(false))
        {
            yield return CheckpointReader.Read(item, id, _connection.Name);
        }
    }

    private static string PathOf(string id) => $"{Root}/{ApiPath.Segment(id)}";

    private static string IdOf(JsonElement item) => item.Text("id") ?? "";

    private Task<FineTuneJob> PostAsync(string id, string verb, CancellationToken cancellation)
        => ReadAsync(new ApiRequest(HttpMethod.Post, $"{PathOf(id)}/{verb}") { Target = id }, cancellation);

    private async Task<FineTuneJob> ReadAsync(ApiRequest request, CancellationToken cancellation)
        => JobReader.Read(
            await _transport.SendAsync<JsonElement>(request, cancellation).ConfigureAwait(false), _connection);
}
