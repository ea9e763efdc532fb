using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Asking;
using OpenAIFineTune.Tests.Api;

namespace OpenAIFineTune.Tests.Asking;

public sealed class CompletionBatchTests
{
    private const string Refusal = """{"error":{"message":"Slow down.","type":"rate_limit_error","code":"slow_down"}}""";
    private const string Answer = """{"choices":[{"text":"a"}]}""";

    private readonly ScriptedService _service = new();

    [Fact]
    public async Task A_prompt_of_many_outlasts_the_tries_of_one_request()
    {
        for (int i = 0; i < 5; i++)
        {
            _ = _service.Answer(429, Refusal, "retry-after", "1");
        }

        AskedPrompt<string> task = await AskAsync(_service.Answer(200, Answer), parallel: 2);

        Assert.Null(task.Failure);
        Assert.Equal("a", task.Answers[0].Text);
    }

    [Fact]
    public async Task A_single_prompt_has_the_tries_of_its_request()
    {
        _ = _service.Answer(429, Refusal).Answer(429, Refusal).Answer(429, Refusal);

        AskedPrompt<string> task = await AskAsync(_service, parallel: 1);

        Assert.Equal("RateLimited", Assert.IsType<ApiException>(task.Failure).ErrorId);
        Assert.Equal(3, _service.Requests.Count);
    }

    [Theory]
    [InlineData("retry-after", "500")]
    [InlineData("x-should-retry", "false")]
    public async Task A_service_that_wants_no_other_try_gets_none(string header, string value)
    {
        AskedPrompt<string> task = await AskAsync(_service.Answer(429, Refusal, header, value), parallel: 2);

        _ = Assert.IsType<ApiException>(task.Failure);
        _ = Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Credit_that_is_used_up_ends_it()
    {
        _ = _service.Answer(429, """{"error":{"message":"Pay.","type":"insufficient_quota","code":"insufficient_quota"}}""");

        AskedPrompt<string> task = await AskAsync(_service, parallel: 2);

        Assert.True(Failure.EndsTheRun(task.Failure!));
        _ = Assert.Single(_service.Requests);
    }

    private static async Task<AskedPrompt<string>> AskAsync(ScriptedService service, int parallel)
    {
        using CompletionBatch<string> batch = new(parallel, log: null, TestContext.Current.CancellationToken);
        CompletionRequest request = new(new PromptFormat("m", CompletionEndpoint.Completions), "p");
        batch.Add("p", request, new FineTuneClient(TestConnection.To(service), new InstantTime()));
        return await batch.TakeAsync(all: true, TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
    }
}
