using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Tests.Engine;

public sealed class JobRoutesTests
{
    [Theory]
    [InlineData("{}", "model")]
    [InlineData("""{"model":"local-baseline"}""", "training_file")]
    [InlineData("""{"model":5,"training_file":"f"}""", "model")]
    [InlineData("""{"model":"local-baseline","training_file":"f","suffix":""}""", "suffix")]
    [InlineData("""{"model":"local-baseline","training_file":"f","seed":-1}""", "seed")]
    [InlineData("""{"model":"local-baseline","training_file":"f","seed":1.5}""", "seed")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","hyperparameters":{"n_epochs":51}}""",
        "hyperparameters.n_epochs")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","hyperparameters":{"batch_size":"big"}}""",
        "hyperparameters.batch_size")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","hyperparameters":{"learning_rate_multiplier":1e300}}""",
        "hyperparameters.learning_rate_multiplier")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","hyperparameters":{"learning_rate_multiplier":1e-300}}""",
        "hyperparameters.learning_rate_multiplier")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","method":{"type":"dpo","dpo":{"hyperparameters":{"beta":3}}}}""",
        "method.dpo.hyperparameters.beta")]
    [InlineData("""{"model":"local-baseline","training_file":"f","method":{"type":"reinforcement"}}""", "method.type")]
    [InlineData("""{"model":"local-baseline","training_file":"f","metadata":{"a":1}}""", "metadata")]
    [InlineData("""{"model":"local-baseline","training_file":"f","integrations":[{"type":"x"}]}""", "integrations[0].type")]
    [InlineData("""{"model":"local-baseline","training_file":"f","integrations":"wandb"}""", "integrations")]
    [InlineData("""{"model":"local-baseline","training_file":"f","integrations":[{},{},{},{},{},{}]}""", "integrations")]
    [InlineData("""{"model":"local-baseline","training_file":"f","n_epochs":3}""", "n_epochs")]
    [InlineData("""{"model":"local-baseline","training_file":"f","sufix":"a"}""", "sufix")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","hyperparameters":{"epochs":3}}""", "hyperparameters.epochs")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","method":{"type":"supervised","supervised":{"hyperparameters":{"beta":1}}}}""",
        "method.supervised.hyperparameters.beta")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","method":{"type":"dpo","supervised":{"hyperparameters":{}}}}""",
        "method.supervised")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","method":{"type":"dpo","dpo":{"n_epochs":1}}}""",
        "method.dpo.n_epochs")]
    [InlineData(
        """{"model":"local-baseline","training_file":"f","method":{"supervised":{"hyperparameters":{}}}}""", "method.type")]
    public async Task A_bad_request_names_its_parameter(string body, string param)
    {
        await using LocalService service = new();

        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "fine_tuning/jobs", JsonNode.Parse(body));

        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.NotNull(error.GetProperty("code").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_integration_is_taken_with_a_warning()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(10));

        JsonElement job = await service.CreateJobAsync(new
        {
            model = "ada",
            training_file = file,
            integrations = new[] { new { type = "wandb", wandb = new { project = "p" } } },
        });
        JsonElement events = await service.GetAsync($"fine_tuning/jobs/{job.GetProperty("id").GetString()}/events");

        JsonElement warning =
            Assert.Single(events.GetProperty("data").EnumerateArray(), e => e.GetProperty("level").GetString() == "warn");
        Assert.Contains("wandb", warning.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_models_and_files_are_not_found()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(10));

        JsonElement model = await service.RefusedAsync(
            HttpStatusCode.NotFound,
            HttpMethod.Post,
            "fine_tuning/jobs",
            new { model = "gpt-9", training_file = file });
        JsonElement missing = await service.RefusedAsync(
            HttpStatusCode.NotFound,
            HttpMethod.Post,
            "fine_tuning/jobs",
            new { model = "ada", training_file = "file-none" });
        JsonElement job =
            await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, "fine_tuning/jobs/ftjob-none");

        Assert.Equal("model_not_found", model.GetProperty("code").GetString());
        Assert.Contains("file-none", missing.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("ftjob-none", job.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty((await service.GetAsync("fine_tuning/jobs")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_file_of_another_purpose_is_refused()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(10), "batch");

        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            "fine_tuning/jobs",
            new { model = "ada", training_file = file });

        Assert.Equal("training_file", error.GetProperty("param").GetString());
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("babbage")]
    [InlineData("curie")]
    [InlineData("davinci")]
    [InlineData("Davinci")]
    public async Task A_classic_name_stays_on_the_job(string model)
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(10));

        JsonElement created = await service.CreateJobAsync(new { model, training_file = file, suffix = "a b:c" });
        JsonElement job = await service.WaitAsync(created.GetProperty("id").GetString()!);

        Assert.Equal(model, job.GetProperty("model").GetString());
        string? name = job.GetProperty("fine_tuned_model").GetString();
        Assert.StartsWith("ft:local-baseline:local:a-b-c:", name, StringComparison.Ordinal);
        Assert.Equal("a b:c", job.GetProperty("user_provided_suffix").GetString());
    }

    [Fact]
    public async Task Jobs_are_found_by_metadata_newest_first_page_by_page()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(3));
        List<string> ids = [];
        foreach (string color in new[] { "red", "blue", "red", "red" })
        {
            JsonElement job = await service.CreateJobAsync(
                new { model = "ada", training_file = file, metadata = new { color, size = "1" } });
            ids.Insert(0, job.GetProperty("id").GetString()!);
        }

        JsonElement plain = await service.CreateJobAsync(new { model = "ada", training_file = file });
        JsonElement first = await service.GetAsync("fine_tuning/jobs?limit=2&metadata[color]=red&metadata[size]=1");
        JsonElement second = await service.GetAsync($"fine_tuning/jobs?limit=2&after={ids[1]}&metadata%5Bcolor%5D=red");
        JsonElement without = await service.GetAsync("fine_tuning/jobs?metadata=null");

        Assert.Equal([ids[0], ids[1]], IdsOf(first));
        Assert.True(first.GetProperty("has_more").GetBoolean());
        Assert.Equal([ids[3]], IdsOf(second));
        Assert.False(second.GetProperty("has_more").GetBoolean());
        Assert.Equal([plain.GetProperty("id").GetString()!], IdsOf(without));
    }

    [Fact]
    public async Task A_finished_job_can_not_be_moved()
    {
        await using LocalService service = new();
        JsonElement job = await service.TrainAsync();

        foreach (string verb in new[] { "cancel", "pause", "resume" })
        {
            JsonElement error = await service.RefusedAsync(
                HttpStatusCode.BadRequest,
                HttpMethod.Post,
                $"fine_tuning/jobs/{job.GetProperty("id").GetString()}/{verb}");
            Assert.Contains("succeeded", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_paused_job_can_be_cancelled_and_a_resumed_one_ends_well()
    {
        await using LocalService service = new();
        string file = await service.UploadAsync(LocalService.Lines(2000));
        List<string> ids = [];
        for (int i = 0; i < 2; i++)
        {
            JsonElement job = await service.CreateJobAsync(new
            {
                model = "ada",
                training_file = file,
                hyperparameters = new { n_epochs = 6, batch_size = 1 },
            });
            ids.Add(job.GetProperty("id").GetString()!);
            JsonElement paused = await service.PostAsync($"fine_tuning/jobs/{ids[i]}/pause");
            Assert.Equal("paused", paused.GetProperty("status").GetString());
        }

        JsonElement cancelled = await service.PostAsync($"fine_tuning/jobs/{ids[0]}/cancel");
        _ = await service.PostAsync($"fine_tuning/jobs/{ids[1]}/resume");
        JsonElement resumed = await service.WaitAsync(ids[1]);

        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        Assert.Equal("succeeded", resumed.GetProperty("status").GetString());
    }

    private static IEnumerable<string> IdsOf(JsonElement list)
        => list.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString()!);
}
