using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Tests.Local;

public sealed class AnswerRoutesTests : IAsyncLifetime
{
    private const string Prompt = "a sweet red apple\n\n###\n\n";

    private readonly LocalService _service = new();
    private string _model = "";

    public async ValueTask InitializeAsync()
        => _model = (await _service.TrainAsync(40, 4)).GetProperty("fine_tuned_model").GetString()!;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Several_prompts_get_their_answers_in_order()
    {
        JsonElement answer =
            await AskAsync(new { model = _model, prompt = new[] { Prompt, "a loud car engine\n\n###\n\n" }, n = 2 });

        Assert.Equal(
            [" fruit", " machine", " machine", " fruit"],
            answer.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("text").GetString()));
        Assert.Equal(
            [0, 1, 2, 3],
            answer.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task An_answer_ends_before_a_stop_sequence()
    {
        JsonElement answer = await AskAsync(new { model = _model, prompt = Prompt, stop = new[] { "zzz", "uit" } });

        Assert.Equal(" fr", answer.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Equal("stop", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task An_answer_that_is_cut_says_so()
    {
        JsonElement answer = await AskAsync(new { model = _model, prompt = Prompt, max_tokens = 0 });

        Assert.Equal("", answer.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Probabilities_are_the_models_own()
    {
        JsonElement answer = await AskAsync(new { model = _model, prompt = Prompt, logprobs = 5 });

        JsonElement probabilities = answer.GetProperty("choices")[0].GetProperty("logprobs");
        JsonElement likely = probabilities.GetProperty("top_logprobs")[0];
        Assert.Equal(1, likely.EnumerateObject().Sum(token => Math.Exp(token.Value.GetDouble())), 3);
        Assert.Equal(
            probabilities.GetProperty("token_logprobs")[0].GetDouble(),
            probabilities.GetProperty("top_logprobs")[0].GetProperty(" fruit").GetDouble());
    }

    [Fact]
    public async Task A_seed_makes_a_draw_repeatable()
    {
        object request = new { model = _model, prompt = Prompt, temperature = 2.0, seed = 3, n = 20 };

        string first = (await AskAsync(request)).GetProperty("choices").ToString();
        string second = (await AskAsync(request)).GetProperty("choices").ToString();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_answer_of_the_nearest_example_is_marked()
    {
        string lines = string.Concat(Enumerable.Range(0, 12).Select(i => JsonSerializer.Serialize(new
        {
            prompt = $"question about {(char)('a' + i)}{i} ->",
            completion = $" the answer {i} is its own",
        }) + "\n"));
        string file = await _service.UploadAsync(lines);
        JsonElement created = await _service.CreateJobAsync(new { model = "local-baseline", training_file = file });
        JsonElement job = await _service.WaitAsync(created.GetProperty("id").GetString()!);

        JsonElement nearest = await AskAsync(
            new { model = job.GetProperty("fine_tuned_model").GetString(), prompt = "question about c2 ->" });
        JsonElement classified = await AskAsync(new { model = _model, prompt = Prompt });

        Assert.Equal(" the answer 2 is its own", nearest.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Equal("nearest_example", nearest.GetProperty("system_fingerprint").GetString());
        Assert.NotEqual("nearest_example", classified.GetProperty("system_fingerprint").GetString());
    }

    [Theory]
    [InlineData("completions", "model", "{}")]
    [InlineData("completions", "temperature", """{"model":"MODEL","prompt":"a","temperature":3}""")]
    [InlineData("completions", "n", """{"model":"MODEL","prompt":"a","n":0}""")]
    [InlineData("completions", "logprobs", """{"model":"MODEL","prompt":"a","logprobs":6}""")]
    [InlineData("completions", "best_of", """{"model":"MODEL","prompt":"a","n":3,"best_of":2}""")]
    [InlineData("completions", "stop", """{"model":"MODEL","prompt":"a","stop":["1","2","3","4","5"]}""")]
    [InlineData("completions", "prompt", """{"model":"MODEL","prompt":{"a":1}}""")]
    [InlineData("completions", "stream", """{"model":"MODEL","prompt":"a","stream":"yes"}""")]
    [InlineData("chat/completions", "messages", """{"model":"MODEL"}""")]
    [InlineData("chat/completions", "messages", """{"model":"MODEL","messages":[]}""")]
    [InlineData("chat/completions", "messages", """{"model":"MODEL","messages":["hello"]}""")]
    [InlineData("chat/completions", "messages", """{"model":"MODEL","messages":[{"role":"user","content":5}]}""")]
    [InlineData("chat/completions", "top_logprobs", """{"model":"MODEL","messages":[{"role":"user","content":"a"}],"top_logprobs":21}""")]
    public async Task A_bad_request_names_its_parameter(string path, string param, string body)
    {
        JsonNode? request = JsonNode.Parse(body.Replace("MODEL", _model, StringComparison.Ordinal));

        JsonElement error = await _service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, path, request);

        Assert.Equal(param, error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_not_found()
    {
        foreach (string model in new[] { "gpt-9", _model[..^1], $"{_model}:ckpt-step-1", "ft:a:local::..%2f..x" })
        {
            JsonElement error = await _service.RefusedAsync(
                HttpStatusCode.NotFound, HttpMethod.Post, "completions", new { model, prompt = "a" });
            Assert.Equal("model_not_found", error.GetProperty("code").GetString());
            Assert.Contains(model, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_base_model_says_that_it_knows_nothing()
    {
        JsonElement error = await _service.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "completions", new { model = "local-baseline", prompt = "a" });

        Assert.Equal("model_not_trained", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_model_can_be_trained_further()
    {
        string file = await _service.UploadAsync(LocalService.Lines(20));

        JsonElement created = await _service.CreateJobAsync(new { model = _model, training_file = file });
        JsonElement job = await _service.WaitAsync(created.GetProperty("id").GetString()!);

        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        Assert.Equal(_model, job.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_deleted_model_leaves_its_checkpoints_and_a_base_model_stays()
    {
        _ = await _service.DeleteAsync($"models/{Uri.EscapeDataString(_model)}");

        _ = await _service.RefusedAsync(
            HttpStatusCode.NotFound, HttpMethod.Get, $"models/{Uri.EscapeDataString(_model)}");
        JsonElement refusal =
            await _service.RefusedAsync(HttpStatusCode.Forbidden, HttpMethod.Delete, "models/davinci");
        JsonElement answer = await AskAsync(new { model = $"{_model}:ckpt-step-40", prompt = Prompt });
        Assert.Equal(" fruit", answer.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Contains("davinci", refusal.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> AskAsync(object request) => _service.PostAsync("completions", request);
}
