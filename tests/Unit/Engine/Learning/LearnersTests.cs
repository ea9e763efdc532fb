using System.Net;
using System.Text.Json;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Tests.Engine.Learning;

/// <summary>A learner is one class: an engine that is given it trains and asks it by the routes of any other.</summary>
public sealed class LearnersTests : IAsyncDisposable
{
    private readonly LocalService _service = new(learners: new Learners([new BaselineLearner(), new EchoLearner()]));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_learner_of_ones_own_is_listed_trained_and_asked()
    {
        JsonElement models = await _service.GetAsync("models");
        Assert.Contains(models.GetProperty("data").EnumerateArray(), model => Text(model, "id") == "echo-base");

        JsonElement job = await TrainAsync("echo-base");
        Assert.Equal(7, job.GetProperty("trained_tokens").GetInt64());
        Assert.Equal(2, job.GetProperty("hyperparameters").GetProperty("n_epochs").GetInt32());
        Assert.StartsWith("ft:echo:local:", Text(job, "fine_tuned_model"), StringComparison.Ordinal);

        JsonElement answer = await _service.PostAsync("chat/completions", new
        {
            model = Text(job, "fine_tuned_model"),
            messages = new[] { new { role = "system", content = "Sort." }, new { role = "user", content = "a car" } },
        });

        // All turns reach the model, and not the last question alone.
        Assert.Equal("echo", Text(answer, "system_fingerprint"));
        JsonElement message = answer.GetProperty("choices")[0].GetProperty("message");
        Assert.Equal("machine system Sort. user a car", Text(message, "content"));
        Assert.Equal(3, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task A_learned_model_goes_on_with_its_own_learner_and_an_unlisted_base_is_known()
    {
        JsonElement first = await TrainAsync("echo-of-a-folder");

        JsonElement second = await TrainAsync(Text(first, "fine_tuned_model"));

        JsonElement answer = await _service.PostAsync(
            "completions", new { model = Text(second, "fine_tuned_model"), prompt = "x" });
        Assert.StartsWith("machinemachine", Text(answer.GetProperty("choices")[0], "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_no_learner_knows_is_refused()
    {
        string file = await _service.UploadAsync(LocalService.Lines(10));

        JsonElement error = await _service.RefusedAsync(
            HttpStatusCode.NotFound, HttpMethod.Post, "fine_tuning/jobs", Request("echoes", file));

        Assert.Equal("model_not_found", Text(error, "code"));
    }

    private async Task<JsonElement> TrainAsync(string model)
    {
        string file = await _service.UploadAsync(LocalService.Lines(10));
        JsonElement job = await _service.WaitAsync(
            Text(await _service.CreateJobAsync(Request(model, file)), "id"));
        Assert.True(Text(job, "status") == "succeeded", job.ToString());
        return job;
    }

    private static object Request(string model, string file) => new { model, training_file = file };

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
