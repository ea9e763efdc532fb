using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes.Legacy;

/// <summary>The fine-tuning routes that OpenAI shut down on 2024-01-04, for scripts and clients of that time.</summary>
internal sealed class LegacyRoutes(EngineStores stores)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly JobCreation _creation = new(stores);
    private readonly LegacyDescription _description = new(stores);

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "fine-tunes", CreateAsync),
        new("GET", "fine-tunes", List),
        new("GET", "fine-tunes/{id}", Get),
        new("DELETE", "fine-tunes/{id}", DeleteAsync),
        new("POST", "fine-tunes/{id}/cancel", CancelAsync),
        new("GET", "fine-tunes/{id}/events", ListEventsAsync),
    ];

    private async Task<ProtocolResponse> CreateAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        return ProtocolResponse.Json(_description.WithEvents(_creation.Create(LegacyCreation.Read(arguments))));
    }

    private ProtocolResponse List(ProtocolRequest request)
        => ProtocolResponse.Json(ProtocolJson.List(stores.Jobs.All().Reverse().Select(_description.Of)));

    private ProtocolResponse Get(ProtocolRequest request)
        => ProtocolResponse.Json(_description.WithEvents(Find(request)));

    private async Task<ProtocolResponse> CancelAsync(ProtocolRequest request, CancellationToken cancellation)
        => ProtocolResponse.Json(_description.WithEvents(
            await JobCourse.Cancel.ApplyAsync(stores.Jobs, Find(request)).ConfigureAwait(false)));

    private async Task<ProtocolResponse> DeleteAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        StoredJob job = Find(request);
        if (!await stores.Jobs.RemoveAsync(job.Id).ConfigureAwait(false))
        {
            throw RequestFailure.Invalid(
                "fine_tune_id", $"The job {request.Id} is {job.Status}. Cancel it first.", "invalid_job_status");
        }

        stores.Models.Forget(job);
        return ProtocolResponse.Json(ProtocolJson.Deleted(request.Id, "fine-tune"));
    }

    private Task<ProtocolResponse> ListEventsAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        StoredJob job = Find(request);
        return Task.FromResult(string.Equals(request.Query["stream"], "true", StringComparison.OrdinalIgnoreCase)
            ? ProtocolResponse.Events(FollowAsync(job.Id, cancellation))
            : ProtocolResponse.Json(ProtocolJson.List(LegacyEvents.Of(job, stores.Jobs.Events(job.Id)))));
    }

    private async IAsyncEnumerable<JsonNode> FollowAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int told = 0;

        // The job is read before its events: what happened up to a final status is then all there.
        while (stores.Jobs.Find(jobId) is StoredJob job)
        {
            foreach (JsonObject occurrence in LegacyEvents.Of(job, stores.Jobs.Events(jobId)).Skip(told))
            {
                told++;
                yield return occurrence;
            }

            if (JobStatus.IsFinal(job.Status))
            {
                yield break;
            }

            await Task.Delay(s_interval, cancellation).ConfigureAwait(false);
        }
    }

    private StoredJob Find(ProtocolRequest request)
        => (LegacyDescription.JobIdOf(request.Id) is string id ? stores.Jobs.Find(id) : null)
            ?? throw RequestFailure.NotFound("fine-tune", request.Id, "fine_tune_id");
}
