using System.Net;
using System.Text.Json.Nodes;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class JobCreatorTests
{
    private static readonly CreateJobRequest s_request = new() { Model = "m", TrainingFile = "file-t" };

    private readonly List<JsonObject> _jobs = [];
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private readonly InstantTime _time = new();
    private readonly SubmissionVoice _voice = new();
    private bool _keepsMetadata = true;
    private bool _isOut;

    [Fact]
    public async Task An_answer_is_taken()
    {
        FineTuneJob job = await CreateAsync();

        Assert.Equal("ftjob-1", job.Id);
        _ = Assert.Single(_jobs);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task A_job_whose_answer_was_lost_is_found_by_its_tag(HttpStatusCode status)
    {
        _answers.Enqueue(() => FakeService.Error(status, "lost"));

        Assert.Equal("ftjob-1", (await CreateAsync()).Id);
        _ = Assert.Single(_jobs);
    }

    [Fact]
    public async Task A_reset_and_a_cut_answer_are_lost_answers_too()
    {
        _answers.Enqueue(() => throw new HttpRequestException("reset"));
        Assert.Equal("ftjob-1", (await CreateAsync()).Id);
        _answers.Enqueue(() => FakeService.Json("{\"id\":\"ftj"));
        Assert.Equal("ftjob-2", (await CreateAsync()).Id);

        Assert.Equal(2, _jobs.Count);
    }

    [Fact]
    public async Task A_request_that_did_not_arrive_is_sent_again()
    {
        FakeService service = Service(arrives: false);

        FineTuneJob job = await CreateAsync(service);

        Assert.Equal("ftjob-1", job.Id);
        _ = Assert.Single(_jobs);
        Assert.Equal(2, service.Requests.Count(asked => asked.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refusal_is_not_looked_behind()
    {
        FakeService service = new((_, _) => FakeService.Error(HttpStatusCode.Forbidden, "training_not_available"));

        _ = await Assert.ThrowsAnyAsync<FineTuneException>(() => CreateAsync(service));
        _ = Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_request_that_was_answered_is_not_sent_again_even_when_no_job_is_listed()
    {
        FakeService service = new((asked, _) => FakeService.Json(
            asked.StartsWith("POST", StringComparison.Ordinal) ? "<html>" : """{"data":[],"has_more":false}"""));

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(() => CreateAsync(service));

        Assert.Equal("CreateOutcomeUnknown", error.ErrorId);
        _ = Assert.Single(service.Requests, asked => asked.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_sent_again_when_looking_fails()
    {
        _answers.Enqueue(() => throw new HttpRequestException("reset"));
        _isOut = true;
        FakeService service = Service();

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(() => CreateAsync(service));

        Assert.Equal("CreateOutcomeUnknown", error.ErrorId);
        _ = Assert.Single(service.Requests, asked => asked.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_sent_again_when_a_service_without_metadata_shows_a_twin()
    {
        _keepsMetadata = false;
        _answers.Enqueue(() => throw new HttpRequestException("reset"));

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(() => CreateAsync());

        Assert.Equal("CreateOutcomeUnknown", error.ErrorId);
        Assert.Contains("ftjob-1", error.Message, StringComparison.Ordinal);
        _ = Assert.Single(_jobs);
    }

    private async Task<FineTuneJob> CreateAsync(FakeService? service = null)
    {
        FineTuneClient client = (service ?? Service()).Client(_time);
        using JobClaim claim = await JobClaim.TakeAsync(client, "print", _voice, TestContext.Current.CancellationToken);
        return await new JobCreator(client, claim, _voice).CreateAsync(s_request, TestContext.Current.CancellationToken);
    }

    private FakeService Service(bool arrives = true) => new((asked, body) =>
    {
        if (!asked.StartsWith("POST", StringComparison.Ordinal))
        {
            return _isOut
                ? throw new HttpRequestException("down")
                : FakeService.Json($$"""{"data":[{{string.Join(',', _jobs.Select(job => job.ToJsonString()))}}],"has_more":false}""");
        }

        if (!arrives)
        {
            arrives = true;
            throw new HttpRequestException("reset before");
        }

        JsonObject job = JsonNode.Parse(body)!.AsObject();
        job["id"] = $"ftjob-{_jobs.Count + 1}";
        if (!_keepsMetadata)
        {
            _ = job.Remove("metadata");
        }

        _jobs.Add(job);
        return _answers.TryDequeue(out Func<HttpResponseMessage>? answer) ? answer() : FakeService.Json(job.ToJsonString());
    });
}
