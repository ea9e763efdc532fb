using System.Text.Json;

namespace OpenAIFineTune.Tests.Engine.Store;

public sealed class LearnedModelsTests
{
    [Fact]
    public async Task A_model_that_could_not_be_read_is_read_once_it_can()
    {
        await using LocalService service = new();
        JsonElement job = await service.TrainAsync();
        string folder = Path.Combine(service.Folder, "jobs", job.GetProperty("id").GetString()!);
        string path = Directory.GetFiles(folder, "*.model").Order().Last();
        string away = path + ".away";
        File.Move(path, away);
        await File.WriteAllTextAsync(path, "no model", TestContext.Current.CancellationToken);
        var question = new { model = job.GetProperty("fine_tuned_model").GetString(), prompt = "a car" };

        _ = await service.RefusedAsync(
            System.Net.HttpStatusCode.InternalServerError, HttpMethod.Post, "completions", question);
        File.Move(away, path, overwrite: true);

        JsonElement answer = await service.PostAsync("completions", question);
        Assert.NotEmpty(answer.GetProperty("choices")[0].GetProperty("text").GetString()!);
    }
}
