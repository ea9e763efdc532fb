using System.Text.Json.Nodes;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;

namespace OpenAIFineTune.Tests.Api.Completions;

public sealed class CompletionsClientTests
{
    private const string Answer = """
        {"id":"cmpl-1","model":"m-2024","choices":[{"index":0,"text":" Billing END","finish_reason":"stop",
        "logprobs":{"tokens":[" Bill","ing"],"token_logprobs":[null,-0.5],"top_logprobs":[null,{"ing":-0.5,"s":-2}]}}],
        "usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}
        """;

    private readonly ScriptedService _service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_goes_with_its_separator_and_the_answer_comes_without_blank_and_stop_sequence()
    {
        _ = _service.Answer(200, Answer);
        PromptFormat format = new("m", CompletionEndpoint.Completions) { Separator = " ->", Stop = [" END"] };

        FineTunedCompletion answer = await AskAsync(new CompletionRequest(format, "Where?"));

        Assert.Equal(["POST /v1/completions"], _service.Requests);
        AssertBody("""{"model":"m","prompt":"Where? ->","stop":" END"}""");
        Assert.Equal("Billing", answer.Text);
        Assert.Equal("Where?", answer.Prompt);
        Assert.Equal("m-2024", answer.Model);
        Assert.Equal("stop", answer.FinishReason);
        Assert.Equal(new TokenUsage(4, 2, 6), answer.Usage);
        Assert.Equal("cmpl-1", answer.Id);
        Assert.Equal("test", answer.Connection);
        Assert.Equal([double.NaN, -0.5], answer.LogProbs!.Select(token => token.LogProb));
        Assert.Equal(-2, answer.LogProbs![1].Alternatives["s"]);
    }

    [Fact]
    public async Task Every_setting_of_the_completions_endpoint_is_sent_by_its_name()
    {
        _ = _service.Answer(200, Answer);
        CompletionSettings settings = new()
        {
            MaxTokens = 5,
            Temperature = 0.5,
            TopP = 0.9,
            Count = 2,
            LogProbs = 3,
            PresencePenalty = 1,
            FrequencyPenalty = -1,
            LogitBias = new Dictionary<string, double> { ["50256"] = -100 },
            Seed = 7,
            BestOf = 4,
            Echo = true,
            Suffix = "after",
            User = "u",
            Additional = new JsonObject { ["new_thing"] = 1, ["user"] = "v" },
        };

        FineTunedCompletion answer = await AskAsync(
            new CompletionRequest(new PromptFormat("m", CompletionEndpoint.Completions), "p") { Settings = settings });

        AssertBody("""
            {"model":"m","prompt":"p","max_tokens":5,"logprobs":3,"best_of":4,"suffix":"after","echo":true,
            "temperature":0.5,"top_p":0.9,"n":2,"presence_penalty":1,"frequency_penalty":-1,"seed":7,"user":"v",
            "logit_bias":{"50256":-100},"new_thing":1}
            """);
        Assert.Equal(" Billing END", answer.Text);
    }

    [Fact]
    public async Task A_conversation_goes_with_its_system_message()
    {
        _ = _service.Answer(200, """
            {"choices":[{"index":0,"message":{"role":"assistant","content":" Hi"},"finish_reason":"stop",
            "logprobs":{"content":[{"token":"Hi","logprob":-0.1,"top_logprobs":[{"token":"Ho","logprob":-3}]}]}}]}
            """);
        CompletionRequest request = new(new PromptFormat("m", CompletionEndpoint.Chat), "Hello")
        {
            SystemMessage = "Be kind.",
            Settings = new CompletionSettings { MaxTokens = 5, LogProbs = 2 },
        };

        FineTunedCompletion answer = await AskAsync(request);

        Assert.Equal(["POST /v1/chat/completions"], _service.Requests);
        AssertBody("""
            {"model":"m","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hello"}],
            "max_tokens":5,"logprobs":true,"top_logprobs":2}
            """);
        Assert.Equal(" Hi", answer.Text);
        Assert.Equal("m", answer.Model);
        Assert.Equal(-3, answer.LogProbs![0].Alternatives["Ho"]);
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"a"},{"type":"image"},{"type":"text","text":"b"}]}""", "ab")]
    [InlineData("""{"content":null,"refusal":"No."}""", "No.")]
    [InlineData("""{"content":null}""", "")]
    public async Task Answers_of_other_shapes_are_read(string message, string expected)
    {
        _ = _service.Answer(200, $$"""{"choices":[{"message":{{message}}}]}""");

        FineTunedCompletion answer = await AskAsync(
            new CompletionRequest(new PromptFormat("m", CompletionEndpoint.Chat), "p"));

        Assert.Equal(expected, answer.Text);
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"object":"something else"}""")]
    public async Task An_answer_without_words_is_an_error(string body)
    {
        _ = _service.Answer(200, body);

        ApiException e = await Assert.ThrowsAsync<ApiException>(
            () => AskAsync(new CompletionRequest(new PromptFormat("m", CompletionEndpoint.Chat), "p")));

        Assert.Equal("ServerFailed", e.ErrorId);
    }

    [Theory]
    [InlineData(1, "No such model.", 3)]
    [InlineData(60, "No such model.", 1)]
    [InlineData(1, "Cannot POST /v1/chat/completions", 1)]
    public async Task A_model_that_was_just_made_is_waited_for(int minutesAgo, string message, int requests)
    {
        InstantTime time = new();
        string refusal = $$"""{"error":{"message":"{{message}}"} }""";
        _ = _service.Answer(404, refusal).Answer(404, refusal).Answer(200, Answer);
        PromptFormat format = new("m", CompletionEndpoint.Chat) { MadeAt = time.GetUtcNow().AddMinutes(-minutesAgo) };
        FineTuneClient client = new(TestConnection.To(_service), time);

        Exception? failure = await Record.ExceptionAsync(
            () => client.Completions.CompleteAsync(new CompletionRequest(format, "p"), Cancellation));

        Assert.Equal(requests == 1, failure is ApiException { ErrorId: "NotFound" });
        Assert.Equal(requests, _service.Requests.Count);
    }

    private async Task<FineTunedCompletion> AskAsync(CompletionRequest request)
    {
        FineTuneClient client = new(TestConnection.To(_service), new InstantTime());
        return (await client.Completions.CompleteAsync(request, Cancellation))[0];
    }

    private void AssertBody(string expected)
    {
        string body = _service.Bodies[0];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(body)), body);
    }
}
