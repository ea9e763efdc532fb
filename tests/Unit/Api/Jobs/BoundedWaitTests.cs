using System.Net;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

/// <summary>On the way to a job nothing waits without a word and without an end.</summary>
public sealed class BoundedWaitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-waits-").FullName;
    private readonly LateService _service = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_record_from_a_clock_that_was_ahead_keeps_nobody_waiting()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        JobLedger ledger = new(_folder);
        _service.Ledger = ledger;
        _service.Refusals.Enqueue(() => throw new InvalidOperationException("killed"));
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => _service.SubmitAsync(cancellation: cancellation));
        string record = Assert.Single(Directory.GetFiles(_folder, "*.json"));
        string text = await File.ReadAllTextAsync(record, cancellation);
        await File.WriteAllTextAsync(record, text.Replace("\"OpenUntil\": \"2023-", "\"OpenUntil\": \"2123-", StringComparison.Ordinal), cancellation);

        FineTuneJob job = await _service.SubmitAsync(cancellation: cancellation);

        Assert.Equal("ftjob-1", job.Id);
        Assert.InRange(_service.Time.Waits.Sum(), 500, 700);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(null, 7200)]
    public async Task Another_run_is_waited_for_within_the_total_time(int? limit, double expected)
    {
        JobLedger ledger = new(_folder);
        FineTuneClient client = Client(
            new FakeService((_, _) => throw new InvalidOperationException()), limit, ledger);
        using IDisposable? held = ledger.TryLock(client.Place, "fingerprint");

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(() => JobClaim.TakeAsync(
            client, "fingerprint", _service.Voice, TestContext.Current.CancellationToken));

        Assert.Equal("JobInSubmission", error.ErrorId);
        Assert.InRange(_service.Time.Waits.Sum(), expected, expected + 1);
        _ = Assert.Single(_service.Voice.Warnings);
    }

    [Fact]
    public async Task A_file_that_the_service_is_taking_in_is_waited_for_with_a_word()
    {
        Queue<string> states = new(["running", "pending", "processed"]);
        FineTuneClient client = Client(Files(states.Dequeue), limit: null);

        await new FileReadiness(client, _service.Voice).EnsureAsync(Pending(), TestContext.Current.CancellationToken);

        Assert.Contains("file-1", Assert.Single(_service.Voice.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_taken_in_within_the_total_time_is_an_error()
    {
        FineTuneClient client = Client(Files(() => "pending"), limit: 240);

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(
            () => new FileReadiness(client, _service.Voice).EnsureAsync(Pending(), TestContext.Current.CancellationToken));

        Assert.Equal("RequestTimedOut", error.ErrorId);
        Assert.InRange(_service.Time.Waits.Sum(), 235, 240);
    }

    private static FakeService Files(Func<string> state) => new((asked, _) => asked == "GET files/file-1"
        ? FakeService.Json($$"""{"id":"file-1","filename":"a.jsonl","status":"{{state()}}"}""")
        : FakeService.Error(HttpStatusCode.NotFound, "not_found"));

    private static FineTuneFile Pending() => new() { Id = "file-1", FileName = "a.jsonl", Status = "pending" };

    private FineTuneClient Client(FakeService service, int? limit, JobLedger? ledger = null)
    {
        TimeSpan? call = limit is int seconds ? TimeSpan.FromSeconds(seconds) : null;
        FineTuneConnection connection = new()
        {
            Name = "fake",
            BaseUri = new Uri("http://fake.invalid/v1/"),
            Handler = service,
            Limits = new() { MaxRetry = 0, Call = call },
        };
        return new FineTuneClient(connection, _service.Time) { JobLedger = ledger };
    }
}
