using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Tests.Engine;

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

    [Theory]
    [InlineData("uit", "r")]
    [InlineData("r", "uit")]
    public async Task The_stop_sequence_that_comes_first_ends_it(string one, string other)
    {
        JsonElement answer = await AskAsync(new { model = _model, prompt = Prompt, stop = new[] { one, other } });

        Assert.Equal(" f", answer.GetProperty("choices")[0].GetProperty("text").GetString());
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
    [InlineData("completions", "prompt", """{"model":"MODEL"}""")]
    [InlineData("completions", "prompt", """{"model":"MODEL","prompt":[]}""")]
    [InlineData("completions", "suffix", """{"model":"MODEL","prompt":"a","suffix":"b"}""")]
    [InlineData("completions", "best_of", """{"model":"MODEL","prompt":"a","best_of":2,"stream":true}""")]
    [InlineData("completions", "user", """{"model":"MODEL","prompt":"a","user":["b"]}""")]
    [InlineData("completions", "logit_bias", """{"model":"MODEL","prompt":"a","logit_bias":5}""")]
    [InlineData("responses", "instructions", """{"model":"MODEL","input":"a","instructions":{"b":1}}""")]
    [InlineData("responses", "metadata", """{"model":"MODEL","input":"a","metadata":"b"}""")]
    [InlineData("responses", "store", """{"model":"MODEL","input":"a","store":"yes"}""")]
    [InlineData("responses", "tools", """{"model":"MODEL","input":"a","tools":{}}""")]
    [InlineData("responses", "tools[0]", """{"model":"MODEL","input":"a","tools":["b"]}""")]
    public async Task A_bad_request_names_its_parameter(string path, string param, string body)
    {
        JsonNode? request = JsonNode.Parse(body.Replace("MODEL", _model, StringComparison.Ordinal));

        JsonElement error = await _service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, path, request);

        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.NotNull(error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("messages[0]", """["hello"]""")]
    [InlineData("messages[0].role", """[{"content":"a"}]""")]
    [InlineData("messages[0].role", """[{"role":"wizard","content":"a"}]""")]
    [InlineData("messages[0].content", """[{"role":"user"}]""")]
    [InlineData("messages[0].content", """[{"role":"user","content":null}]""")]
    [InlineData("messages[0].content", """[{"role":"user","content":5}]""")]
    [InlineData("messages[0].content", """[{"role":"user","content":[]}]""")]
    [InlineData("messages[1].content", """[{"role":"user","content":"a"},{"role":"assistant"}]""")]
    [InlineData("messages[0].content[0].type", """[{"role":"user","content":[{"type":"image_url"}]}]""")]
    [InlineData("messages[0].content[0].text", """[{"role":"user","content":[{"type":"text"}]}]""")]
    [InlineData("messages", """[{"role":"system","content":"Sort."}]""")]
    [InlineData("messages", """[{"role":"assistant","content":"Yes."}]""")]
    [InlineData("top_logprobs", """[{"role":"user","content":"a"}],"logprobs":true,"top_logprobs":21""")]
    [InlineData("top_logprobs", """[{"role":"user","content":"a"}],"top_logprobs":2""")]
    [InlineData("response_format.type", """[{"role":"user","content":"a"}],"response_format":{"type":"json_object"}""")]
    [InlineData("response_format.type", """[{"role":"user","content":"a"}],"response_format":{"type":"json_schema"}""")]
    [InlineData("tool_choice", """[{"role":"user","content":"a"}],"tool_choice":"required" """)]
    [InlineData("tool_choice", """[{"role":"user","content":"a"}],"tool_choice":{"type":"function"}""")]
    [InlineData("tool_choice", """[{"role":"user","content":"a"}],"tool_choice":{"allowed_tools":"x"}""")]
    [InlineData("function_call", """[{"role":"user","content":"a"}],"function_call":{"name":"f"}""")]
    [InlineData("modalities", """[{"role":"user","content":"a"}],"modalities":["text","audio"]""")]
    public Task A_chat_that_the_learner_can_not_answer_is_refused(string param, string messages)
        => A_bad_request_names_its_parameter(
            "chat/completions", param, $$"""{"model":"MODEL","messages":{{messages}}}""");

    [Theory]
    [InlineData("""[{"role":"developer","content":"Sort."},{"role":"user","content":[{"type":"text","text":"a"}]}]""")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","tool_calls":[]},{"role":"tool","content":"b"}]""")]
    [InlineData("""[{"role":"user","content":"a"}],"response_format":{"type":"text"},"tool_choice":"auto" """)]
    [InlineData("""[{"role":"user","content":"a"}],"response_format":null,"tool_choice":null,"top_logprobs":null""")]
    public async Task A_chat_that_leaves_the_learner_a_choice_is_answered(string messages)
    {
        JsonNode? request = JsonNode.Parse($$"""{"model":"{{_model}}","messages":{{messages}}}""");

        JsonElement answer = await _service.PostAsync("chat/completions", request);

        Assert.Equal(1, answer.GetProperty("choices").GetArrayLength());
    }

    [Theory]
    [InlineData(17, 128, false)]
    [InlineData(1, 128, true)]
    public async Task More_answers_than_one_request_may_take_are_refused(int prompts, int n, bool echo)
    {
        string prompt = echo ? new string('x', 100_000) : Prompt;

        JsonElement error = await _service.RefusedAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            "completions",
            new { model = _model, prompt = Enumerable.Repeat(prompt, prompts), n, echo });

        Assert.Equal("n", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_body_of_very_many_values_is_too_large()
    {
        string lists = string.Concat(Enumerable.Repeat("[],", 200_000));
        using StringContent body = new($"{{\"model\":\"a\",\"prompt\":[{lists}[]]}}");

        JsonElement error =
            await _service.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "completions", body);

        Assert.Equal("request_too_large", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{\"model\":\"a\",\"prompt\":\"\u00ff\"}")]
    [InlineData("{\"model\":\"a\",\"prompt\":\"\\ud800\"}")]
    [InlineData("{\"model\":\"a\",\"\\udc00\":1}")]
    [InlineData("{\"model\":\"a\",")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    [InlineData("{\"model\":\"a\",\"metadata\":{\"x\":[{\"y\":1,\"y\":2}]}}")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_body_that_is_no_text_is_the_clients_fault(string latin)
    {
        using ByteArrayContent body = new(Encoding.Latin1.GetBytes(latin));

        JsonElement error =
            await _service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "completions", body);

        Assert.DoesNotContain("BytePositionInLine", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tokens_of_a_stream_come_last_and_are_null_before()
    {
        using StringContent body = new(JsonSerializer.Serialize(new
        {
            model = _model,
            prompt = Prompt,
            stream = true,
            stream_options = new { include_usage = true },
        }));

        using HttpResponseMessage response =
            await _service.Http.PostAsync("completions", body, TestContext.Current.CancellationToken);
        string stream = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        JsonElement[] usages =
        [
            .. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[..^1]
                .Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("usage")),
        ];
        Assert.All(usages[..^1], usage => Assert.Equal(JsonValueKind.Null, usage.ValueKind));
        Assert.Equal(JsonValueKind.Object, usages[^1].ValueKind);
    }

    [Fact]
    public async Task The_old_address_has_the_model_in_it()
    {
        JsonElement answer =
            await _service.PostAsync($"engines/{Uri.EscapeDataString(_model)}/completions", new { prompt = Prompt });

        Assert.Equal(" fruit", answer.GetProperty("choices")[0].GetProperty("text").GetString());
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
