using System.Net;
using System.Text.Json;

namespace OpenAIFineTune.Tests.Engine;

public sealed class LegacyRoutesTests
{
    [Fact]
    public async Task An_old_script_creates_follows_and_uses_a_model()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(20));

        JsonElement created = await service.PostAsync("fine-tunes", new { training_file = file, n_epochs = 2 });
        string id = created.GetProperty("id").GetString()!;
        string stream = await service.Http.GetStringAsync(
            $"fine-tunes/{id}/events?stream=true", TestContext.Current.CancellationToken);
        JsonElement finished = await service.GetAsync($"fine-tunes/{id}");

        Assert.Equal("curie", created.GetProperty("model").GetString());
        Assert.Equal("succeeded", finished.GetProperty("status").GetString());
        string result = finished.GetProperty("result_files")[0].GetProperty("id").GetString()!;
        Assert.Equal(
            [
                $"Created fine-tune: {id}",
                "Fine-tune enqueued. Queue number: 0",
                "Fine-tune started",
                "Completed epoch 1/2",
                "Completed epoch 2/2",
                $"Uploaded model: {finished.GetProperty("fine_tuned_model").GetString()}",
                $"Uploaded result file: {result}",
                "Fine-tune succeeded",
            ],
            Messages(stream));
        Assert.EndsWith("\n\ndata: [DONE]\n\n", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_result_file_has_the_old_columns_in_plain_text()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(20));
        JsonElement created = await service.PostAsync("fine-tunes", new { training_file = file });
        _ = await service.WaitAsync(
            created.GetProperty("id").GetString()!.Replace("ft-", "ftjob-", StringComparison.Ordinal));

        JsonElement job = await service.GetAsync($"fine-tunes/{created.GetProperty("id").GetString()}");
        string text = await service.Http.GetStringAsync(
            $"files/{job.GetProperty("result_files")[0].GetProperty("id").GetString()}/content",
            TestContext.Current.CancellationToken);

        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "step,elapsed_tokens,elapsed_examples,training_loss,training_sequence_accuracy,training_token_accuracy,"
                + "validation_loss,validation_sequence_accuracy,validation_token_accuracy",
            lines[0]);
        long[] last = [.. lines[^1].Split(',')[..3].Select(long.Parse)];
        JsonElement chosen = job.GetProperty("hyperparams");
        Assert.Equal(last[0] * chosen.GetProperty("batch_size").GetInt64(), last[2]);
        Assert.True(last[1] > last[2]);
        Assert.Equal(0.1, chosen.GetProperty("learning_rate_multiplier").GetDouble());
    }

    [Fact]
    public async Task An_old_job_that_is_over_can_be_deleted_with_its_model()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(20));
        string id = (await service.PostAsync("fine-tunes", new { training_file = file })).GetProperty("id").GetString()!;
        JsonElement done = await service.WaitAsync(id.Replace("ft-", "ftjob-", StringComparison.Ordinal));

        JsonElement deleted = await service.DeleteAsync($"fine-tunes/{id}");

        Assert.True(deleted.GetProperty("deleted").GetBoolean());
        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"fine-tunes/{id}");
        string model = Uri.EscapeDataString(done.GetProperty("fine_tuned_model").GetString()!);
        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"models/{model}");
        Assert.Empty((await service.GetAsync("fine-tunes")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task An_old_job_that_trains_is_not_deleted()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(2000));
        JsonElement job = await service.PostAsync("fine-tunes", new { training_file = file, batch_size = 1, n_epochs = 50 });
        string id = job.GetProperty("id").GetString()!;

        JsonElement error =
            await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Delete, $"fine-tunes/{id}");

        Assert.Equal("invalid_job_status", error.GetProperty("code").GetString());
        _ = await service.PostAsync($"fine-tunes/{id}/cancel");
    }

    [Fact]
    public async Task A_misspelt_setting_of_an_old_job_is_named()
    {
        await using LocalService service = new();

        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "fine-tunes", new { training_file = "f", epochs = 3 });

        Assert.Equal("epochs", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_failed_old_job_says_why_at_the_end()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(3));
        JsonElement created = await service.PostAsync("fine-tunes", new { training_file = file });

        string stream = await service.Http.GetStringAsync(
            $"fine-tunes/{created.GetProperty("id").GetString()}/events?stream=true",
            TestContext.Current.CancellationToken);

        Assert.Contains("3 example(s)", Messages(stream)[^2], StringComparison.Ordinal);
        Assert.StartsWith("Fine-tune failed", Messages(stream)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_of_classes_need_a_validation_file()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(20));

        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            "fine-tunes",
            new { training_file = file, compute_classification_metrics = true, classification_n_classes = 2 });

        Assert.Equal("validation_file", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_stream_of_events_ends_when_its_job_is_removed()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(20));
        JsonElement created = await service.PostAsync("fine-tunes", new { training_file = file, n_epochs = 50 });
        string id = created.GetProperty("id").GetString()!;
        using HttpResponseMessage stream = await service.Http.GetAsync(
            $"fine-tunes/{id}/events?stream=true",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);

        string job = id.Replace("ft-", "ftjob-", StringComparison.Ordinal);
        File.Delete(Path.Combine(service.Folder, "jobs", job, "job.json"));

        Assert.EndsWith(
            "data: [DONE]\n\n",
            await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classification_n_classes", "[2]")]
    [InlineData("classification_positive_class", "{}")]
    [InlineData("classification_betas", "{\"a\":1}")]
    public async Task A_setting_of_another_kind_is_refused_even_where_it_is_not_used(string name, string value)
    {
        await using LocalService service = new();
        using StringContent body = new($$"""{"training_file":"f","{{name}}":{{value}}}""");

        JsonElement error =
            await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "fine-tunes", body);

        Assert.Equal(name, error.GetProperty("param").GetString());
    }

    [Theory]
    [InlineData(null, ",classification/accuracy,classification/weighted_f1_score", ",1.00000,1.00000")]
    [InlineData(
        "fruit",
        ",classification/accuracy,classification/precision,classification/recall,classification/f1.0,classification/f0.5",
        ",1.00000,1.00000,1.00000,1.00000,1.00000")]
    public async Task Metrics_of_classes_are_columns_of_the_result_file(
        string? positive, string columns, string measured)
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(40));
        JsonElement created = await service.PostAsync("fine-tunes", new
        {
            training_file = file,
            validation_file = file,
            compute_classification_metrics = true,
            classification_n_classes = 2,
            classification_positive_class = positive,
            classification_betas = new[] { 1, 0.5 },
        });
        string id = created.GetProperty("id").GetString()!;
        _ = await service.WaitAsync(id.Replace("ft-", "ftjob-", StringComparison.Ordinal));

        JsonElement job = await service.GetAsync($"fine-tunes/{id}");
        string text = await service.Http.GetStringAsync(
            $"files/{job.GetProperty("result_files")[0].GetProperty("id").GetString()}/content",
            TestContext.Current.CancellationToken);

        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(columns, lines[0], StringComparison.Ordinal);
        Assert.EndsWith(measured, lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(c => c == ','), line.Count(c => c == ',')));
    }

    [Fact]
    public async Task Betas_that_are_no_numbers_are_refused()
    {
        await using LocalService service = new();

        JsonElement error = await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "fine-tunes", new
        {
            training_file = "f",
            validation_file = "f",
            compute_classification_metrics = true,
            classification_n_classes = 2,
            classification_betas = new[] { "one" },
        });

        Assert.Equal("classification_betas", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task An_unknown_old_job_is_not_found()
    {
        await using LocalService service = new();

        JsonElement error = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, "fine-tunes/ft-none");

        Assert.Contains("ft-none", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static List<string> Messages(string stream) =>
    [
        .. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line["data: ".Length..])
            .Where(data => data != "[DONE]")
            .Select(data => JsonDocument.Parse(data).RootElement.GetProperty("message").GetString()!),
    ];
}
