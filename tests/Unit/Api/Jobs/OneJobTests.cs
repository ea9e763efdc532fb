using System.Net;
using System.Text.Json.Nodes;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

/// <summary>One job, never two: when answers are lost, when lists are late, and when runs are ended half-way.</summary>
public sealed class OneJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-one-").FullName;
    private readonly LateService _service = new();

    public OneJobTests() => _service.Ledger = new JobLedger(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, 100)]
    [InlineData(HttpStatusCode.GatewayTimeout, 500)]
    public async Task A_job_that_is_listed_late_is_waited_for(HttpStatusCode status, int lag)
    {
        _service.Lag = TimeSpan.FromSeconds(lag);
        _service.Answers.Enqueue(() => FakeService.Error(status, "lost"));

        FineTuneJob job = await SubmitAsync();

        Assert.Equal("ftjob-1", job.Id);
        Assert.Equal(1, _service.Sends);
        Assert.Contains("Ctrl-C", Assert.Single(_service.Voice.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_of_our_own_is_looked_behind_for_as_long_as_one_of_a_gateway()
    {
        _service.Lag = TimeSpan.FromMinutes(9);
        _service.Answers.Enqueue(() => throw new TimeoutException("late"));

        Assert.Equal("ftjob-1", (await SubmitAsync()).Id);
        Assert.Equal(1, _service.Sends);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    public async Task A_refused_look_leaves_the_outcome_unknown_and_deletes_nothing(HttpStatusCode status)
    {
        _service.Answers.Enqueue(() => throw new HttpRequestException("reset"));
        _service.Look = () => FakeService.Error(status, "no");

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        Assert.Equal("CreateOutcomeUnknown", error.ErrorId);
        Assert.Equal(1, _service.Sends);
    }

    [Fact]
    public async Task A_job_without_notes_is_known_by_its_file_model_suffix_and_moment()
    {
        _service.KeepsMetadata = false;
        _service.Lag = TimeSpan.FromMinutes(4);
        _service.Answers.Enqueue(() => FakeService.Error(HttpStatusCode.GatewayTimeout, "lost"));

        Assert.Equal("ftjob-1", (await SubmitAsync()).Id);
        Assert.Equal(1, _service.Sends);
    }

    [Fact]
    public async Task A_job_without_notes_is_looked_for_from_the_moment_before_the_first_request()
    {
        _service.KeepsMetadata = false;
        _service.Answers.Enqueue(() =>
        {
            _service.Pass(TimeSpan.FromMinutes(9));
            return FakeService.Error(HttpStatusCode.GatewayTimeout, "lost");
        });

        Assert.Equal("ftjob-1", (await SubmitAsync()).Id);
        Assert.Equal(1, _service.Sends);
    }

    [Theory]
    [InlineData(-240, "s", true)]
    [InlineData(-120, "other", true)]
    [InlineData(-120, "s", false)]
    public async Task A_job_without_notes_that_is_older_or_has_another_suffix_is_another(int made, string suffix, bool isOther)
    {
        _service.KeepsMetadata = false;
        _service.Add(new JsonObject
        {
            ["id"] = "ftjob-old",
            ["model"] = "m",
            ["suffix"] = suffix,
            ["training_file"] = "file-t",
            ["status"] = "running",
            ["created_at"] = (_service.Time.GetUtcNow() + TimeSpan.FromSeconds(made)).ToUnixTimeSeconds(),
        });
        _service.Refusals.Enqueue(() => throw new HttpRequestException("reset"));

        FineTuneJob job = await SubmitAsync();

        Assert.Equal(isOther ? "ftjob-2" : "ftjob-old", job.Id);
    }

    [Fact]
    public async Task Two_jobs_without_notes_leave_the_outcome_unknown()
    {
        _service.KeepsMetadata = false;
        _service.Answers.Enqueue(null);
        _ = await SubmitAsync();
        _service.Answers.Enqueue(() => throw new HttpRequestException("reset"));

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        Assert.Equal("CreateOutcomeUnknown", error.ErrorId);
        Assert.Contains("ftjob-1", error.Message, StringComparison.Ordinal);
        Assert.Contains("ftjob-2", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _service.Sends);
    }

    [Fact]
    public async Task A_second_job_that_comes_very_late_is_cancelled_and_told()
    {
        _service.Lag = TimeSpan.FromMinutes(3);
        _service.Answers.Enqueue(() => throw new HttpRequestException("reset"));
        FineTuneJob job = await SubmitAsync();
        Assert.Equal("ftjob-2", job.Id);
        _service.Voice.Warnings.Clear();
        _service.Pass(TimeSpan.FromMinutes(3));

        WaitedJob waited = new(_service.Client(), job.Id, _service.Time);
        IReadOnlyList<WaitReport> reports = await waited.LookAsync(Cancellation);

        Assert.Equal(["ftjob-1"], _service.Cancelled);
        Assert.Contains("ftjob-1", Assert.Single(reports, report => report.Kind == WaitReportKind.Doubled).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_sends_nothing_more_and_leaves_no_record()
    {
        _service.Refusals.Enqueue(() => FakeService.Error(HttpStatusCode.BadRequest, "invalid"));

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        Assert.Equal("RequestRejected", error.ErrorId);
        Assert.Equal(1, _service.Sends);
        Assert.Empty(Directory.GetFiles(_folder, "*.json"));
    }

    [Fact]
    public async Task A_run_that_was_ended_while_it_waited_for_the_answer_is_taken_up()
    {
        _service.Answers.Enqueue(() => throw new InvalidOperationException("killed"));
        _ = await Assert.ThrowsAsync<InvalidOperationException>(SubmitAsync);

        FineTuneJob job = await SubmitAsync();

        Assert.Equal("ftjob-1", job.Id);
        Assert.Equal(1, _service.Sends);
    }

    [Fact]
    public async Task A_run_that_was_ended_before_the_service_had_its_request_asks_again_when_that_is_certain()
    {
        _service.Refusals.Enqueue(() => throw new InvalidOperationException("killed"));
        _ = await Assert.ThrowsAsync<InvalidOperationException>(SubmitAsync);

        FineTuneJob job = await SubmitAsync();

        Assert.Equal("ftjob-1", job.Id);
        Assert.Equal(2, _service.Sends);
        Assert.True(_service.Time.Waits.Sum() >= 120);
    }

    [Fact]
    public async Task A_job_that_was_handed_over_does_not_keep_another_from_being_made()
    {
        FineTuneJob first = await SubmitAsync();
        FineTuneJob second = await SubmitAsync();

        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_job_that_is_not_listed_yet_is_reused_by_its_record()
    {
        _service.Lag = TimeSpan.FromMinutes(1);
        FineTuneJob first = await SubmitAsync();

        FineTuneJob again = await _service.SubmitAsync(reuses: true, cancellation: Cancellation);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(1, _service.Jobs);
    }

    [Fact]
    public async Task Runs_at_once_that_reuse_make_one_job()
    {
        FineTuneJob[] jobs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => _service.SubmitAsync(reuses: true, cancellation: Cancellation), Cancellation)));

        _ = Assert.Single(jobs.Select(job => job.Id).Distinct());
        Assert.Equal(1, _service.Sends);
    }

    [Fact]
    public async Task An_unknown_outcome_is_overcome_by_force_alone()
    {
        _service.Answers.Enqueue(() => throw new HttpRequestException("reset"));
        _service.Look = () => FakeService.Error(HttpStatusCode.Forbidden, "no");
        _ = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        FineTuneException again = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);
        FineTuneJob forced = await _service.SubmitAsync(isForced: true, cancellation: Cancellation);

        Assert.Equal("CreateOutcomeUnknown", again.ErrorId);
        Assert.Equal("ftjob-2", forced.Id);
    }

    [Fact]
    public async Task A_refusal_after_a_lost_answer_is_told_and_its_request_is_still_looked_for()
    {
        _service.Refusals.Enqueue(() => throw new HttpRequestException("reset"));
        _service.Refusals.Enqueue(() => FakeService.Error(HttpStatusCode.BadRequest, "invalid"));

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        Assert.Equal("RequestRejected", error.ErrorId);
        _ = Assert.Single(Directory.GetFiles(_folder, "*.json"));
    }

    private Task<FineTuneJob> SubmitAsync() => _service.SubmitAsync(cancellation: Cancellation);
}
