using System.Text.Json;

namespace OpenAIFineTune.Tests.Engine;

public sealed class TrainingFileTests
{
    public static TheoryData<string, string, string> BadLines => new()
    {
        { "not json", "invalid_file_format", "line 11" },
        { "{\"prompt\":\"a\"", "invalid_file_format", "line 11" },
        { "[1]", "invalid_training_file", "not a JSON object" },
        { "{\"prompt\":\"a\"}", "invalid_training_file", "'completion' is missing" },
        { "{\"prompt\":\"a\",\"completion\":\" \"}", "invalid_training_file", "'completion' is empty" },
        { "{\"prompt\":1,\"completion\":\"b\"}", "invalid_training_file", "'prompt' is not a string" },
        { "{\"messages\":{}}", "invalid_training_file", "not an array" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", "invalid_training_file", "no assistant message" },
        {
            "{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\",\"weight\":0}]}", "invalid_training_file",
            "no assistant message"
        },
        { "{\"preferred_output\":[]}", "invalid_training_file", "input" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_fails_the_job_with_its_number(string line, string code, string part)
    {
        await using LocalService service = new();

        JsonElement error = await FailAsync(service, LocalService.Lines(10) + line + "\n");

        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains("line 11", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(part, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("training_file", error.GetProperty("param").GetString());
    }

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    public async Task Less_than_ten_examples_are_too_few(int count)
    {
        await using LocalService service = new();

        JsonElement error = await FailAsync(service, LocalService.Lines(count));

        Assert.Equal("invalid_n_examples", error.GetProperty("code").GetString());
        Assert.Equal(
            $"Training file has {count} example(s), but must have at least 10 examples",
            error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_byte_order_mark_fails_the_job()
    {
        await using LocalService service = new();

        JsonElement error = await FailAsync(service, "\uFEFF" + LocalService.Lines(10));

        Assert.Contains("byte order mark", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_validation_file_is_told_apart()
    {
        await using LocalService service = new();
        string training = await service.UploadAsync(LocalService.Lines(10));
        string validation = await service.UploadAsync("{}\n", name: "check.jsonl");

        JsonElement created = await service.CreateJobAsync(
            new { model = "ada", training_file = training, validation_file = validation });
        JsonElement error = (await service.WaitAsync(created.GetProperty("id").GetString()!)).GetProperty("error");

        Assert.Equal("invalid_validation_file", error.GetProperty("code").GetString());
        Assert.Equal("validation_file", error.GetProperty("param").GetString());
        Assert.StartsWith("check.jsonl line 1", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validation_file_is_measured()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(40));

        JsonElement created =
            await service.CreateJobAsync(new { model = "ada", training_file = file, validation_file = file });
        string id = created.GetProperty("id").GetString()!;
        _ = await service.WaitAsync(id);
        JsonElement checkpoint = (await service.GetAsync($"fine_tuning/jobs/{id}/checkpoints")).GetProperty("data")[0];

        Assert.Equal(1, checkpoint.GetProperty("metrics").GetProperty("full_valid_mean_token_accuracy").GetDouble());
    }

    [Fact]
    public async Task Conversations_are_learned_from_their_last_answer()
    {
        await using LocalService service = new();
        string lines = string.Concat(Enumerable.Range(0, 20).Select(i => JsonSerializer.Serialize(new
        {
            messages = new object[]
            {
                new { role = "system", content = "Sort." },
                new { role = "user", content = "hello" },
                new { role = "assistant", content = "Hi!", weight = 0 },
                new { role = "user", content = i % 2 == 0 ? $"a sweet apple {i}" : $"a loud engine {i}" },
                new { role = "assistant", content = i % 2 == 0 ? "fruit" : "machine" },
            },
        }) + "\n"));

        string model = await TrainAsync(service, lines);
        JsonElement answer = await service.PostAsync("chat/completions", new
        {
            model,
            messages = new object[]
            {
                new { role = "user", content = new object[] { new { type = "text", text = "one sweet apple" } } },
            },
        });

        Assert.Equal(
            "fruit", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Of_two_outputs_the_preferred_one_is_learned()
    {
        await using LocalService service = new();
        string lines = string.Concat(Enumerable.Range(0, 20).Select(i => JsonSerializer.Serialize(new
        {
            input = new
            {
                messages = new[] { new { role = "user", content = i % 2 == 0 ? $"a sweet apple {i}" : $"an engine {i}" } },
            },
            preferred_output = new[] { new { role = "assistant", content = i % 2 == 0 ? "fruit" : "machine" } },
            non_preferred_output = new[] { new { role = "assistant", content = "dunno" } },
        }) + "\n"));

        string model = await TrainAsync(service, lines, "dpo");
        JsonElement answer = await service.PostAsync(
            "chat/completions", new { model, messages = new[] { new { role = "user", content = "an engine" } } });

        Assert.Equal(
            "machine", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Preference_training_needs_preferences()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(10));

        JsonElement created = await service.CreateJobAsync(
            new { model = "ada", training_file = file, method = new { type = "dpo" } });
        JsonElement error = (await service.WaitAsync(created.GetProperty("id").GetString()!)).GetProperty("error");

        Assert.Contains("line 1", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("preferred_output", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> TrainAsync(LocalService service, string lines, string method = "supervised")
    {
        string file = await service.UploadAsync(lines);
        JsonElement created = await service.CreateJobAsync(
            new { model = "local-baseline", training_file = file, method = new { type = method } });
        JsonElement job = await service.WaitAsync(created.GetProperty("id").GetString()!);
        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        return job.GetProperty("fine_tuned_model").GetString()!;
    }

    private static async Task<JsonElement> FailAsync(LocalService service, string content)
    {
        string file = await service.UploadAsync(content);
        JsonElement created = await service.CreateJobAsync(new { model = "ada", training_file = file });
        JsonElement job = await service.WaitAsync(created.GetProperty("id").GetString()!);
        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("fine_tuned_model").ValueKind);
        return job.GetProperty("error");
    }
}
