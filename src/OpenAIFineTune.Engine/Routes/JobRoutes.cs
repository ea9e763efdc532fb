using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Fine-tuning jobs: create, list, follow, and change their course.</summary>
internal sealed class JobRoutes(EngineStores stores)
{
    private const int MaxPage = 100;

    private readonly JobCreation _creation = new(stores);

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "fine_tuning/jobs", CreateAsync),
        new("GET", "fine_tuning/jobs", List),
        new("GET", "fine_tuning/jobs/{id}", Get),
        new("POST", "fine_tuning/jobs/{id}/cancel", (request, _) => MoveAsync(request, JobCourse.Cancel)),
        new("POST", "fine_tuning/jobs/{id}/pause", (request, _) => MoveAsync(request, JobCourse.Pause)),
        new("POST", "fine_tuning/jobs/{id}/resume", (request, _) => MoveAsync(request, JobCourse.Resume)),
        new("GET", "fine_tuning/jobs/{id}/events", ListEvents),
        new("GET", "fine_tuning/jobs/{id}/checkpoints", ListCheckpoints),
    ];

    private JobStore Jobs => stores.Jobs;

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

        return ProtocolResponse.Json(job.Describe());
    }

    private ProtocolResponse List(ProtocolRequest request)
    {
        List<JobIndex.Key> jobs = [.. Jobs.Keys().Where(job => Fits(job, request))];
        return ProtocolResponse.Json(new Page(request, 20, MaxPage).Of(jobs, job => job.Id, Describe));
    }

    private ProtocolResponse Get(ProtocolRequest request) => ProtocolResponse.Json(Find(request).Describe());

    private ProtocolResponse ListEvents(ProtocolRequest request)
    {
        List<JobEvent> events = [.. Jobs.Events(Find(request).Id).Reverse()];
        return ProtocolResponse.Json(new Page(request, 20, MaxPage).Of(events, e => e.Id, e => e.Describe()));
    }

    private ProtocolResponse ListCheckpoints(ProtocolRequest request)
    {
        List<StoredCheckpoint> checkpoints = [.. Jobs.Checkpoints(Find(request).Id).Where(c => !c.IsDeleted).Reverse()];
        return ProtocolResponse.Json(
            new Page(request, 10, MaxPage).Of(checkpoints, c => c.Id, c => c.Describe(), withEnds: true));
    }

    private async Task<ProtocolResponse> MoveAsync(ProtocolRequest request, JobCourse course)
        => ProtocolResponse.Json((await course.ApplyAsync(Jobs, Find(request)).ConfigureAwait(false)).Describe());

    // A job that was damaged or deleted just now is left out.
    private JsonObject? Describe(JobIndex.Key key) => Jobs.TryFind(key.Id)?.Describe();

    private StoredJob Find(ProtocolRequest request) => Jobs.Find(request.Id)
        ?? throw RequestFailure.NotFound("fine-tuning job", request.Id, "fine_tuning_job_id");

    // metadata[key]=value, any number of them, or metadata=null for the jobs that have none.
    private static bool Fits(JobIndex.Key job, ProtocolRequest request)
        => request.Query.AllKeys.OfType<string>().All(name =>
            name == "metadata" ? request.Query[name] != "null" || job.Metadata.Count == 0
                : !name.StartsWith("metadata[", StringComparison.Ordinal) || !name.EndsWith(']')
                    || job.Metadata.GetValueOrDefault(name["metadata[".Length..^1]) == request.Query[name]);
}
