using System.Net;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class JobSubmitterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-submit-").FullName;
    private readonly SubmissionVoice _voice = new();
    private Func<string, HttpResponseMessage> _create = _ => FakeService.Json("""{"id":"ftjob-1","status":"queued"}""");
    private Func<HttpResponseMessage> _file = () => FakeService.Json("""{"id":"file-1","status":"processed"}""");
    private string _uploaded = "processed";
    private string _jobs = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_of_the_same_data_is_used_unless_it_failed()
    {
        (_, FakeService first) = await SubmitAsync();
        string notes = Notes(first);
        _jobs = $$"""{"id":"ftjob-failed","status":"failed","metadata":{{notes}}},{"id":"ftjob-there","status":"running","metadata":{{notes}}}""";

        (FineTuneJob job, FakeService second) = await SubmitAsync();

        Assert.Equal("ftjob-there", job.Id);
        Assert.DoesNotContain(second.Requests, asked => asked.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_data_or_settings_are_another_job()
    {
        (_, FakeService first) = await SubmitAsync();
        (_, FakeService settings) = await SubmitAsync(new JobSettings { Model = "m", Seed = 2 });
        (_, FakeService notes) = await SubmitAsync(
            new JobSettings { Model = "m", Metadata = new Dictionary<string, string> { ["why"] = "tuesday" } });
        (_, FakeService data) = await SubmitAsync(text: "{}\n{}\n");

        Assert.NotEqual(Fingerprint(first), Fingerprint(settings));
        Assert.NotEqual(Fingerprint(first), Fingerprint(data));
        Assert.Equal(Fingerprint(first), Fingerprint(notes));
    }

    [Fact]
    public async Task A_file_that_is_still_taken_in_is_waited_for()
    {
        int looks = 0;
        _uploaded = "pending";
        _file = () => FakeService.Json($$"""{"id":"file-1","status":"{{(++looks < 3 ? "pending" : "processed")}}"}""");

        (FineTuneJob job, _) = await SubmitAsync();

        Assert.Equal("ftjob-1", job.Id);
        Assert.Equal(3, looks);
    }

    [Fact]
    public async Task No_job_is_made_of_a_file_that_the_service_can_not_use()
    {
        _uploaded = "error";
        _create = _ => throw new InvalidOperationException();

        Assert.Equal("FileRejected", (await Assert.ThrowsAsync<FineTuneException>(() => SubmitAsync())).ErrorId);
    }

    [Fact]
    public async Task A_service_without_metadata_gets_none_and_a_warning_is_given()
    {
        _create = body => body.Contains("metadata", StringComparison.Ordinal)
            ? FakeService.Error(HttpStatusCode.BadRequest, "unknown_field", "Unrecognized field: metadata")
            : FakeService.Json("""{"id":"ftjob-1","status":"queued"}""");

        (FineTuneJob job, _) = await SubmitAsync();

        Assert.Equal("ftjob-1", job.Id);
        Assert.Contains("metadata", Assert.Single(_voice.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_file_that_stays()
    {
        _create = _ => FakeService.Error(HttpStatusCode.BadRequest, "invalid", "The suffix is wrong");

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(() => SubmitAsync());

        Assert.Equal("RequestRejected", error.ErrorId);
        Assert.Contains("file-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validation_file_that_can_not_be_uploaded_leaves_the_training_file_named()
    {
        string training = Path.Combine(_folder, "train.jsonl");
        string validation = Path.Combine(_folder, "valid.jsonl");
        await File.WriteAllTextAsync(training, "{}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(validation, "{}\n", TestContext.Current.CancellationToken);
        int uploads = 0;
        FakeService service = new((asked, _) => asked == "POST files" && ++uploads == 1
            ? FakeService.Json("""{"id":"file-1","status":"processed"}""")
            : FakeService.Error(HttpStatusCode.RequestEntityTooLarge, "too_large"));
        FineTuneClient client = service.Client(new InstantTime(), ServiceProfiles.Compatible);
        JobDraft draft = new(
            new JobSettings { Model = "m" }.ToRequest(client.Connection), TrainingData.From(training), TrainingData.From(validation));

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(
            () => new JobSubmitter(client, _voice).SubmitAsync(draft, TestContext.Current.CancellationToken));

        Assert.Equal("RequestRejected", error.ErrorId);
        Assert.Contains("file-1", error.Message, StringComparison.Ordinal);
    }

    private static string Notes(FakeService service)
        => System.Text.Json.Nodes.JsonNode.Parse(
            service.Bodies.Last(body => body.Contains("training_file", StringComparison.Ordinal)))!["metadata"]!.ToJsonString();

    private static string Fingerprint(FakeService service)
        => (string)System.Text.Json.Nodes.JsonNode.Parse(Notes(service))![JobMetadata.Fingerprint]!;

    private async Task<(FineTuneJob Job, FakeService Service)> SubmitAsync(JobSettings? settings = null, string text = "{}\n")
    {
        string path = Path.Combine(_folder, "train.jsonl");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        FakeService service = new((asked, body) => asked switch
        {
            "POST files" => FakeService.Json($$"""{"id":"file-1","status":"{{_uploaded}}","bytes":{{text.Length}}}"""),
            "POST fine_tuning/jobs" => _create(body),
            "GET files/file-1" => _file(),
            _ when asked.StartsWith("GET fine_tuning/jobs", StringComparison.Ordinal) =>
                FakeService.Json($$"""{"data":[{{_jobs}}],"has_more":false}"""),
            _ => FakeService.Error(HttpStatusCode.NotFound, "not_found"),
        });
        FineTuneClient client = service.Client(new InstantTime(), ServiceProfiles.Compatible);
        JobDraft draft = new(
            (settings ?? new JobSettings { Model = "m" }).ToRequest(client.Connection), TrainingData.From(path), null)
        {
            ReuseExisting = true,
        };
        FineTuneJob job = await new JobSubmitter(client, _voice).SubmitAsync(draft, TestContext.Current.CancellationToken);
        return (job, service);
    }
}
