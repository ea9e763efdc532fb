using System.Text;
using System.Text.Json;
using OpenAIFineTune.Engine;

namespace OpenAIFineTune.Tests.Engine;

public sealed class LocalEngineTests
{
    [Fact]
    public async Task A_job_trains_and_its_model_answers_what_it_was_not_shown()
    {
        await using LocalService service = new();

        JsonElement job = await service.TrainAsync(examples: 40, epochs: 4);

        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        JsonElement answer = await service.PostAsync("completions", new
        {
            model = job.GetProperty("fine_tuned_model").GetString(),
            prompt = "a sweet red apple\n\n###\n\n",
            temperature = 0,
        });
        Assert.Equal(" fruit", answer.GetProperty("choices")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_finished_job_says_what_it_did()
    {
        await using LocalService service = new();

        JsonElement job = await service.TrainAsync(examples: 20, epochs: 4);

        string id = job.GetProperty("id").GetString()!;
        Assert.Equal(4, job.GetProperty("hyperparameters").GetProperty("n_epochs").GetInt32());
        Assert.True(job.GetProperty("trained_tokens").GetInt64() > 0);
        Assert.True(job.GetProperty("finished_at").GetInt64() >= job.GetProperty("created_at").GetInt64());
        JsonElement events = await service.GetAsync($"fine_tuning/jobs/{id}/events?limit=100");
        string[] messages =
            [.. events.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("message").GetString()!)];
        Assert.Equal("The job has successfully completed", messages[0]);
        Assert.Equal($"Created fine-tuning job: {id}", messages[^1]);
        JsonElement checkpoints = await service.GetAsync($"fine_tuning/jobs/{id}/checkpoints");
        Assert.Equal(
            [20, 15, 10],
            checkpoints.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("step_number").GetInt32()));
    }

    [Fact]
    public async Task A_result_file_holds_a_line_for_each_step()
    {
        await using LocalService service = new();
        JsonElement job = await service.TrainAsync(examples: 20, epochs: 2);

        string encoded = await service.Http.GetStringAsync(
            $"files/{job.GetProperty("result_files")[0].GetString()}/content", TestContext.Current.CancellationToken);

        string[] lines = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).TrimEnd('\n').Split('\n');
        Assert.Equal("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy", lines[0]);
        Assert.Equal(Enumerable.Range(1, 10).Select(step => $"{step}"), lines[1..].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void A_folder_has_one_engine_in_a_process()
    {
        string folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());
        try
        {
            Assert.Same(LocalEngine.Open(folder), LocalEngine.Open(folder + Path.DirectorySeparatorChar));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
