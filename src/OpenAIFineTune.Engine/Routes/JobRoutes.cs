using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Fine-tuning jobs: create, list, follow, and change their course.</summary>
internal sealed class JobRoutes
{
    private const int MaxPage = 100;

    private readonly EngineStores _stores;
    private readonly JobCreation _creation;

    public JobRoutes(EngineStores stores)
    {
        _stores = stores;
        _creation = new JobCreation(stores);
    }

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "fine_tuning/jobs", CreateAsync),
        new("GET", "fine_tuning/jobs", ListAsync),
        new("GET", "fine_tuning/jobs/{id}", GetAsync),
        new("POST", "fine_tuning/jobs/{id}/cancel", CancelAsync),
        new("POST", "fine_tuning/jobs/{id}/pause", PauseAsync),
        new("POST", "fine_tuning/jobs/{id}/resume", ResumeAsync),
        new("GET", "fine_tuning/jobs/{id}/events", ListEventsAsync),
        new("GET", "fine_tuning/jobs/{id}/checkpoints", ListCheckpointsAsync),
    ];

    private JobStore Jobs => _stores.Jobs;

    private async Task<ProtocolResponse> CreateAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<string> integrations = JobCreation.ReadIntegrations(arguments);
        StoredJob job = _creation.Create(JobCreation.Read(arguments));
        if (integrations.Count > 0)
        {
            // Said on the job and not by a refusal, so that a script for a service runs here unchanged.
            string warning = $"Nothing is sent to {string.Join(", ", integrations)}: the engine has no integrations.";
            job = await Jobs.ChangeAsync(job.Id, current => current, "warn", warning).ConfigureAwait(false);
        }

        return ProtocolResponse.Json(JobDescription.Of(job));
    }

    private Task<ProtocolResponse> ListAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        List<JobKey> jobs = [.. Jobs.Keys().Where(job => Fits(job, request))];
        Page page = new(request, 20, MaxPage);
        return Task.FromResult(ProtocolResponse.Json(page.Of(jobs, job => job.Id, Describe)));
    }

    private Task<ProtocolResponse> GetAsync(ProtocolRequest request, CancellationToken cancellation)
        => Task.FromResult(ProtocolResponse.Json(JobDescription.Of(Find(request))));

    private Task<ProtocolResponse> CancelAsync(ProtocolRequest request, CancellationToken cancellation)
        => MoveAsync(request, JobCourse.Cancel);

    private Task<ProtocolResponse> PauseAsync(ProtocolRequest request, CancellationToken cancellation)
        => MoveAsync(request, JobCourse.Pause);

    private Task<ProtocolResponse> ResumeAsync(ProtocolRequest request, CancellationToken cancellation)
        => MoveAsync(request, JobCourse.Resume);

    private Task<ProtocolResponse> ListEventsAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        List<JobEvent> events = [.. Jobs.Events(Find(request).Id).Reverse()];
        Page page = new(request, 20, MaxPage);
        return Task.FromResult(ProtocolResponse.Json(
            page.Of(events, occurrence => occurrence.Id, occurrence => occurrence.Describe())));
    }

    private Task<ProtocolResponse> ListCheckpointsAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        List<StoredCheckpoint> checkpoints = [.. Jobs.Checkpoints(Find(request).Id).Where(c => !c.IsDeleted).Reverse()];
        Page page = new(request, 10, MaxPage);
        return Task.FromResult(ProtocolResponse.Json(
            page.Of(checkpoints, checkpoint => checkpoint.Id, checkpoint => checkpoint.Describe(), withEnds: true)));
    }

    private async Task<ProtocolResponse> MoveAsync(ProtocolRequest request, JobCourse course)
        => ProtocolResponse.Json(JobDescription.Of(await course.ApplyAsync(Jobs, Find(request)).ConfigureAwait(false)));

    // A job that was damaged or deleted just now is left out.
    private JsonObject? Describe(JobKey key) => Jobs.TryFind(key.Id) is StoredJob job ? JobDescription.Of(job) : null;

    private StoredJob Find(ProtocolRequest request) => Jobs.Find(request.Id)
        ?? throw RequestFailure.NotFound("fine-tuning job", request.Id, "fine_tuning_job_id");

    // metadata[key]=value, any number of them, or metadata=null for the jobs that have none.
    private static bool Fits(JobKey job, ProtocolRequest request)
    {
        foreach (string name in request.Query.AllKeys.OfType<string>())
        {
            if (name == "metadata" && request.Query[name] == "null" && job.Metadata.Count > 0)
            {
                return false;
            }

            if (name.StartsWith("metadata[", StringComparison.Ordinal)
                && name.EndsWith(']')
                && job.Metadata.GetValueOrDefault(name["metadata[".Length..^1]) != request.Query[name])
            {
                return false;
            }
        }

        return true;
    }
}
