using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Tests.Engine;

public sealed class AnswerRoutesTests : TrainedModelTests
{
    [Fact]
    public async Task Several_prompts_get_their_answers_in_order()
    {
        JsonElement answer =
            await AskAsync(new { model = Model, prompt = new[] { Prompt, "a loud car engine\n\n###\n\n" }, n = 2 });

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
        JsonElement answer = await AskAsync(new { model = Model, prompt = Prompt, stop = new[] { "zzz", "uit" } });

        Assert.Equal(" fr", answer.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Equal("stop", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("uit", "r")]
    [InlineData("r", "uit")]
    public async Task The_stop_sequence_that_comes_first_ends_it(string one, string other)
    {
        JsonElement answer = await AskAsync(new { model = Model, prompt = Prompt, stop = new[] { one, other } });

        Assert.Equal(" f", answer.GetProperty("choices")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_answer_that_is_cut_says_so()
    {
        JsonElement answer = await AskAsync(new { model = Model, prompt = Prompt, max_tokens = 0 });

        Assert.Equal("", answer.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Probabilities_are_the_models_own()
    {
        JsonElement answer = await AskAsync(new { model = Model, prompt = Prompt, logprobs = 5 });

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
        object request = new { model = Model, prompt = Prompt, temperature = 2.0, seed = 3, n = 20 };

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
        string file = await Service.UploadAsync(lines);
        JsonElement created = await Service.CreateJobAsync(new { model = "local-baseline", training_file = file });
        JsonElement job = await Service.WaitAsync(created.GetProperty("id").GetString()!);

        JsonElement nearest = await AskAsync(
            new { model = job.GetProperty("fine_tuned_model").GetString(), prompt = "question about c2 ->" });
        JsonElement classified = await AskAsync(new { model = Model, prompt = Prompt });

        Assert.Equal(" the answer 2 is its own", nearest.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Equal("nearest_example", nearest.GetProperty("system_fingerprint").GetString());
        Assert.NotEqual("nearest_example", classified.GetProperty("system_fingerprint").GetString());
    }

    [Theory]
    [InlineData("""[{"role":"developer","content":"Sort."},{"role":"user","content":[{"type":"text","text":"a"}]}]""")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","tool_calls":[]},{"role":"tool","content":"b"}]""")]
    [InlineData("""[{"role":"user","content":"a"}],"response_format":{"type":"text"},"tool_choice":"auto" """)]
    [InlineData("""[{"role":"user","content":"a"}],"response_format":null,"tool_choice":null,"top_logprobs":null""")]
    public async Task A_chat_that_leaves_the_learner_a_choice_is_answered(string messages)
    {
        JsonNode? request = JsonNode.Parse($$"""{"model":"{{Model}}","messages":{{messages}}}""");

        JsonElement answer = await Service.PostAsync("chat/completions", request);

        Assert.Equal(1, answer.GetProperty("choices").GetArrayLength());
    }

    [Fact]
    public async Task The_tokens_of_a_stream_come_last_and_are_null_before()
    {
        using StringContent body = new(JsonSerializer.Serialize(new
        {
            model = Model,
            prompt = Prompt,
            stream = true,
            stream_options = new { include_usage = true },
        }));

        using HttpResponseMessage response =
            await Service.Http.PostAsync("completions", body, TestContext.Current.CancellationToken);
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
            await Service.PostAsync($"engines/{Uri.EscapeDataString(Model)}/completions", new { prompt = Prompt });

        Assert.Equal(" fruit", answer.GetProperty("choices")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_not_found()
    {
        foreach (string model in new[] { "gpt-9", Model[..^1], $"{Model}:ckpt-step-1", "ft:a:local::..%2f..x" })
        {
            JsonElement error = await Service.RefusedAsync(
                HttpStatusCode.NotFound, HttpMethod.Post, "completions", new { model, prompt = "a" });
            Assert.Equal("model_not_found", error.GetProperty("code").GetString());
            Assert.Contains(model, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_base_model_says_that_it_knows_nothing()
    {
        JsonElement error = await Service.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "completions", new { model = "local-baseline", prompt = "a" });

        Assert.Equal("model_not_trained", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_model_can_be_trained_further()
    {
        string file = await Service.UploadAsync(LocalService.Lines(20));

        JsonElement created = await Service.CreateJobAsync(new { model = Model, training_file = file });
        JsonElement job = await Service.WaitAsync(created.GetProperty("id").GetString()!);

        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        Assert.Equal(Model, job.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_deleted_model_leaves_its_checkpoints_and_a_base_model_stays()
    {
        _ = await Service.DeleteAsync($"models/{Uri.EscapeDataString(Model)}");

        _ = await Service.RefusedAsync(
            HttpStatusCode.NotFound, HttpMethod.Get, $"models/{Uri.EscapeDataString(Model)}");
        JsonElement refusal =
            await Service.RefusedAsync(HttpStatusCode.Forbidden, HttpMethod.Delete, "models/davinci");
        JsonElement answer = await AskAsync(new { model = $"{Model}:ckpt-step-40", prompt = Prompt });
        Assert.Equal(" fruit", answer.GetProperty("choices")[0].GetProperty("text").GetString());
        Assert.Contains("davinci", refusal.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> AskAsync(object request) => Service.PostAsync("completions", request);
}
