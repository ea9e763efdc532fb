using System.Net;
using System.Text.Json.Nodes;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Jobs;

/// <summary>A service that makes and lists jobs late, loses answers, and may forget the notes on them.</summary>
internal sealed class LateService
{
    private readonly List<(JsonObject Job, DateTimeOffset Listed)> _jobs = [];
    private readonly FakeService _service;

    public LateService()
        => _service = new FakeService((asked, body) => asked switch
        {
            "POST fine_tuning/jobs" => Create(body),
            _ when asked.EndsWith("/cancel", StringComparison.Ordinal) => Cancel(asked.Split('/')[2]),
            _ when asked.StartsWith("GET fine_tuning/jobs/", StringComparison.Ordinal) => Get(asked.Split('/')[2]),
            _ when asked.StartsWith("GET fine_tuning/jobs", StringComparison.Ordinal) => Look?.Invoke() ?? List(),
            _ => FakeService.Error(HttpStatusCode.NotFound, "not_found"),
        });

    public InstantTime Time { get; } = new();

    public SubmissionVoice Voice { get; } = new();

    /// <summary>From the request to the job in the list.</summary>
    public TimeSpan Lag { get; set; }

    public bool KeepsMetadata { get; set; } = true;

    /// <summary>What the next requests for a job are answered with; null for the job.</summary>
    public Queue<Func<HttpResponseMessage>?> Answers { get; } = new();

    /// <summary>What the next requests for a job are answered with that make none.</summary>
    public Queue<Func<HttpResponseMessage>> Refusals { get; } = new();

    /// <summary>What a look at the list is answered with; null for the list.</summary>
    public Func<HttpResponseMessage>? Look { get; set; }

    /// <summary>Where requests are recorded; null for nowhere.</summary>
    public JobLedger? Ledger { get; set; }

    public int Sends => _service.Requests.Count(asked => asked == "POST fine_tuning/jobs");

    public IReadOnlyList<string> Cancelled { get; private set; } = [];

    public int Jobs => _jobs.Count;

    /// <summary>Lets time go by.</summary>
    public void Pass(TimeSpan time)
    {
        for (int minutes = 0; minutes < time.TotalMinutes; minutes++)
        {
            using ITimer timer = Time.CreateTimer(_ => { }, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A job of somebody else.</summary>
    public void Add(JsonObject job) => _jobs.Add((job, Time.GetUtcNow()));

    public FineTuneClient Client()
    {
        FineTuneClient client = _service.Client(Time, ServiceProfiles.Compatible);
        return new FineTuneClient(client.Connection, Time) { JobLedger = Ledger };
    }

    /// <summary>Submits a job on an uploaded file.</summary>
    public Task<FineTuneJob> SubmitAsync(
        bool reuses = false, bool isForced = false, bool? removesOrphan = true, CancellationToken cancellation = default)
    {
        CreateJobRequest request = new() { Model = "m", Suffix = "s" };
        JobDraft draft = new(request, TrainingData.From("file-t"), null)
        {
            ReuseExisting = reuses,
            Force = isForced,
            RemoveOrphan = removesOrphan,
        };
        return new JobSubmitter(Client(), Voice).SubmitAsync(draft, cancellation);
    }

    private HttpResponseMessage Create(string body)
    {
        if (Refusals.TryDequeue(out Func<HttpResponseMessage>? refusal))
        {
            return refusal();
        }

        JsonObject job = JsonNode.Parse(body)!.AsObject();
        job["id"] = $"ftjob-{_jobs.Count + 1}";
        job["status"] = "queued";
        job["created_at"] = (Time.GetUtcNow() + Lag).ToUnixTimeSeconds();
        _ = KeepsMetadata || job.Remove("metadata");
        _jobs.Add((job, Time.GetUtcNow() + Lag));
        return Answers.TryDequeue(out Func<HttpResponseMessage>? answer) && answer is not null
            ? answer()
            : FakeService.Json(job.ToJsonString());
    }

    private HttpResponseMessage Get(string id)
        => FakeService.Json(_jobs.Single(job => (string?)job.Job["id"] == id).Job.ToJsonString());

    private HttpResponseMessage Cancel(string id)
    {
        Cancelled = [.. Cancelled, id];
        _jobs.Single(job => (string?)job.Job["id"] == id).Job["status"] = "cancelled";
        return Get(id);
    }

    private HttpResponseMessage List()
    {
        IEnumerable<string> listed = _jobs
            .Where(job => job.Listed <= Time.GetUtcNow())
            .Reverse()
            .Select(job => job.Job.ToJsonString());
        return FakeService.Json($$"""{"data":[{{string.Join(',', listed)}}],"has_more":false}""");
    }
}
