using System.Net;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class JobWaiterTests
{
    private readonly InstantTime _time = new();
    private readonly Dictionary<string, int> _looks = [];
    private Func<string, int, HttpResponseMessage> _job = (_, look) => Job(look < 4 ? "running" : "succeeded");
    private Func<HttpResponseMessage> _model = () => FakeService.Json("{}");

    [Fact]
    public async Task Each_job_ends_once_and_when_it_is_done()
    {
        _job = (id, look) => Job(look < (id == "a" ? 6 : 2) ? "running" : "succeeded", id);

        List<WaitReport> reports = await WaitAsync(["a", "b"]);

        Assert.Equal(["a", "b"], Ended(reports).Select(report => report.JobId).Order());
        Assert.Equal(6, _looks["a"]);
        Assert.Equal(2, _looks["b"]);
    }

    [Fact]
    public async Task An_outage_is_told_once_and_outlived()
    {
        _job = (_, look) => look switch
        {
            2 => throw new HttpRequestException("down"),
            3 => FakeService.Error(HttpStatusCode.ServiceUnavailable, "server_is_overloaded"),
            4 => FakeService.Error(HttpStatusCode.TooManyRequests, "slow_down"),
            _ => Job(look < 6 ? "running" : "succeeded"),
        };

        List<WaitReport> reports = await WaitAsync(["a"]);

        _ = Assert.Single(reports, report => report.Kind == WaitReportKind.Unreachable);
        _ = Assert.Single(reports, report => report.Kind == WaitReportKind.Reachable);
        Assert.Equal(WaitReportKind.Ended, reports[^1].Kind);
    }

    [Fact]
    public async Task A_refusal_ends_only_its_job()
    {
        _job = (id, _) => id == "a" ? FakeService.Error(HttpStatusCode.NotFound, "x") : Job("succeeded", id);

        List<WaitReport> reports = await WaitAsync(["a", "b"]);

        Assert.Equal("NotFound", Assert.IsType<ApiException>(
            Assert.Single(reports, report => report.Kind == WaitReportKind.Refused).Failure).ErrorId);
        Assert.Equal("b", Assert.Single(Ended(reports)).JobId);
    }

    [Fact]
    public async Task The_time_can_be_over()
    {
        _job = (_, _) => Job("running");

        List<WaitReport> reports = await WaitAsync(["a", "b"], TimeSpan.FromSeconds(200));

        Assert.Equal(["a", "b"], reports.Where(report => report.Kind == WaitReportKind.TimedOut).Select(report => report.JobId).Order());
        Assert.Empty(Ended(reports));
    }

    [Fact]
    public async Task A_request_that_hangs_is_ended_when_the_time_is_over_and_keeps_no_other_job_back()
    {
        TaskCompletionSource<HttpResponseMessage> never = new();
        ScriptedService service = new();
        for (int request = 0; request < 4; request++)
        {
            _ = service.Then(asked => asked.RequestUri!.AbsolutePath.EndsWith("/hangs", StringComparison.Ordinal)
                ? never.Task
                : Task.FromResult(Job("cancelled", "b")));
        }

        FineTuneClient client = new(TestConnection.To(service));
        JobWaiter waiter = new(_time, new PollPace(TimeSpan.FromSeconds(1), null), TimeSpan.FromMinutes(4));
        WaitedJob[] jobs = [new WaitedJob(client, "hangs", _time), new WaitedJob(client, "b", _time)];
        await using IAsyncEnumerator<WaitReport> reports =
            waiter.WatchAsync(jobs, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await reports.MoveNextAsync());
        Assert.Equal((WaitReportKind.Ended, "b"), (reports.Current.Kind, reports.Current.JobId));
        _time.Ring();
        Assert.True(await reports.MoveNextAsync());
        Assert.Equal((WaitReportKind.TimedOut, "hangs"), (reports.Current.Kind, reports.Current.JobId));
    }

    [Fact]
    public async Task Success_waits_for_the_model_to_answer()
    {
        int asked = 0;
        _job = (_, _) => Job("succeeded");
        _model = () => ++asked < 3 ? FakeService.Error(HttpStatusCode.NotFound, "model_not_found") : FakeService.Json("{}");

        List<WaitReport> reports = await WaitAsync(["a"]);

        Assert.Equal(3, asked);
        Assert.True(Assert.Single(Ended(reports)).IsModelReady);
    }

    [Fact]
    public async Task Success_waits_for_the_name_of_the_model()
    {
        _job = (_, look) => look < 3 ? FakeService.Json("""{"id":"a","status":"succeeded","fine_tuned_model":null}""") : Job("succeeded");

        Assert.Equal("ft:m", Assert.Single(Ended(await WaitAsync(["a"]))).Job!.FineTunedModel);
    }

    [Theory]
    [InlineData("model_not_found", 600)]
    [InlineData("not_found", 0)]
    public async Task A_model_is_not_waited_for_long_after_the_end_nor_where_models_have_no_route(string code, int ago)
    {
        long finished = (_time.GetUtcNow() - TimeSpan.FromSeconds(ago)).ToUnixTimeSeconds();
        _job = (_, _) => FakeService.Json(
            $$"""{"id":"a","status":"succeeded","fine_tuned_model":"ft:m","finished_at":{{finished}}}""");
        _model = () => FakeService.Error(HttpStatusCode.NotFound, code);

        _ = Assert.Single(Ended(await WaitAsync(["a"])));

        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task An_unknown_status_ends_when_the_service_names_the_end()
    {
        _job = (_, look) => FakeService.Json(
            $$"""{"id":"a","status":"archived","fine_tuned_model":"ft:m","finished_at":{{(look < 3 ? "null" : "1690000000")}}}""");

        Assert.Equal("archived", Assert.Single(Ended(await WaitAsync(["a"]))).Job!.Status.Value);
        Assert.Equal(3, _looks["a"]);
    }

    [Fact]
    public void A_paused_job_that_is_out_of_time_names_the_command_that_lets_it_go_on()
    {
        WaitReport report = new(WaitReportKind.TimedOut, "a") { Job = new FineTuneJob { Id = "a", Status = "paused" } };

        FineTuneException error = WaitFailure.TimedOut(report, TimeSpan.FromMinutes(1));

        Assert.Contains("Resume-FineTune a", error.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("It goes on.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patience_with_a_model_that_does_not_answer_has_an_end()
    {
        _job = (_, _) => Job("succeeded");
        _model = () => FakeService.Error(HttpStatusCode.NotFound, "model_not_found");

        Assert.False(Assert.Single(Ended(await WaitAsync(["a"]))).IsModelReady);
    }

    [Theory]
    [InlineData("failed", FineTuneStage.Failed)]
    [InlineData("canceled", FineTuneStage.Cancelled)]
    public async Task Other_ends_do_not_ask_for_a_model(string status, FineTuneStage stage)
    {
        _job = (_, _) => Job(status);
        _model = () => throw new InvalidOperationException();

        Assert.Equal(stage, Assert.Single(Ended(await WaitAsync(["a"]))).Job!.Status.Stage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999_999_999_999)]
    public async Task An_estimate_that_has_passed_or_is_far_away_does_no_harm(long estimate)
    {
        _job = (_, look) => FakeService.Json(
            $$"""{"id":"a","status":"{{(look < 9 ? "running" : "succeeded")}}","fine_tuned_model":"ft:m","estimated_finish":{{estimate}}}""");

        _ = await WaitAsync(["a"]);

        Assert.All(_time.Waits, wait => Assert.InRange(wait, 1, 60));
    }

    private static IEnumerable<WaitReport> Ended(IEnumerable<WaitReport> reports)
        => reports.Where(report => report.Kind == WaitReportKind.Ended);

    private static HttpResponseMessage Job(string status, string id = "a")
        => FakeService.Json($$"""{"id":"{{id}}","status":"{{status}}","fine_tuned_model":"ft:m"}""");

    private async Task<List<WaitReport>> WaitAsync(string[] ids, TimeSpan? timeout = null)
    {
        FakeService service = new((asked, _) =>
        {
            if (asked.Contains("/events", StringComparison.Ordinal))
            {
                return FakeService.Json("""{"data":[],"has_more":false}""");
            }

            if (asked.Contains("models/", StringComparison.Ordinal))
            {
                return _model();
            }

            string id = asked.Split('/')[^1];
            _looks[id] = _looks.GetValueOrDefault(id) + 1;
            return _job(id, _looks[id]);
        });
        FineTuneClient client = service.Client(_time);
        PollPace pace = new(TimeSpan.FromSeconds(1), fixedInterval: null);
        JobWaiter waiter = new(_time, pace, timeout);
        WaitedJob[] jobs = [.. ids.Select(id => new WaitedJob(client, id, _time))];
        return await waiter.WatchAsync(jobs, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
