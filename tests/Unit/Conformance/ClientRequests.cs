using System.Text.Json.Nodes;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Uploads;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>Every request that this module's client can send, by name.</summary>
internal static class ClientRequests
{
    private static readonly Dictionary<string, Func<FineTuneClient, string, CancellationToken, Task>> s_all = new()
    {
        ["file: send"] = (client, path, stop) => client.Uploads.SendAsync(path, "fine-tune", null, stop),
        ["file: list"] = (client, _, stop) => FirstAsync(client.Files.ListAsync("fine-tune", stop)),
        ["file: get"] = (client, _, stop) => client.Files.GetAsync("file-abc", stop),
        ["file: delete"] = (client, _, stop) => client.Files.DeleteAsync("file-abc", stop),
        ["file: content"] = (client, _, stop) => client.Files.ContentOf("file-abc").ReadTextAsync(stop),
        ["upload: create"] = (client, path, stop) =>
            UploadsOf(client).CreateAsync(FilePart.Whole(path), "fine-tune", stop),
        ["upload: part"] = (client, path, stop) =>
            UploadsOf(client).SendPartAsync("upload_abc", FilePart.Whole(path).Split(1000)[0], null, stop),
        ["upload: complete"] = (client, path, stop) =>
            UploadsOf(client).CompleteAsync("upload_abc", ["part_a", "part_b"], "900150983cd24fb0d6963f7d28e17f72", path, stop),
        ["job: create, least"] = (client, _, stop) =>
            client.Jobs.CreateAsync(new CreateJobRequest { Model = "gpt-4.1-mini", TrainingFile = "file-abc" }, stop),
        ["job: create, supervised"] = (client, _, stop) => client.Jobs.CreateAsync(Job("supervised"), stop),
        ["job: create, preference"] = (client, _, stop) => client.Jobs.CreateAsync(Job("dpo"), stop),
        ["job: create, older place"] = (client, _, stop) => client.Jobs.CreateAsync(Job(null), stop),
        ["job: list"] = (client, _, stop) => FirstAsync(client.Jobs.ListAsync(new JobQuery(), stop)),
        ["job: list by metadata"] = (client, _, stop) => FirstAsync(client.Jobs.ListAsync(
            new JobQuery { Metadata = new Dictionary<string, string> { ["run"] = "1 2" }, After = "ftjob-abc" }, stop)),
        ["job: get"] = (client, _, stop) => client.Jobs.GetAsync("ftjob-abc", stop),
        ["job: cancel"] = (client, _, stop) => client.Jobs.CancelAsync("ftjob-abc", stop),
        ["job: pause"] = (client, _, stop) => client.Jobs.PauseAsync("ftjob-abc", stop),
        ["job: resume"] = (client, _, stop) => client.Jobs.ResumeAsync("ftjob-abc", stop),
        ["job: events"] = (client, _, stop) => FirstAsync(client.Jobs.EventsAsync("ftjob-abc", stop)),
        ["job: checkpoints"] = (client, _, stop) => FirstAsync(client.Jobs.CheckpointsAsync("ftjob-abc", stop)),
        ["model: list"] = (client, _, stop) => client.Models.ListAsync(stop),
        ["model: get"] = (client, _, stop) => client.Models.GetAsync("ft:gpt-4.1-mini:org:a:b", stop),
        ["model: delete"] = (client, _, stop) => client.Models.DeleteAsync("ft:gpt-4.1-mini:org:a:b", stop),
        ["completion"] = (client, _, stop) =>
            client.Completions.CompleteAsync(Question(CompletionEndpoint.Completions), stop),
        ["chat"] = (client, _, stop) => client.Completions.CompleteAsync(Question(CompletionEndpoint.Chat), stop),
    };

    public static IEnumerable<string> Names => s_all.Keys;

    /// <summary>Sends one request; what comes back is not looked at.</summary>
    public static Task SendAsync(string name, FineTuneClient client, string path, CancellationToken cancellation)
        => s_all[name](client, path, cancellation);

    /// <summary>A question with every setting.</summary>
    public static CompletionRequest Question(CompletionEndpoint endpoint, string model = "ft:gpt-4.1-mini:org:a:b")
        => new(new PromptFormat(model, endpoint) { Separator = " ->", Stop = ["\n"] }, "a sweet red apple")
        {
            SystemMessage = endpoint == CompletionEndpoint.Chat ? "Sort." : null,
            Settings = new CompletionSettings
            {
                MaxTokens = 16,
                Temperature = 0.5,
                TopP = 0.9,
                Count = 2,
                LogProbs = 2,
                PresencePenalty = 0.1,
                FrequencyPenalty = 0.1,
                LogitBias = new Dictionary<string, double> { ["50256"] = -100 },
                Seed = 7,
                BestOf = endpoint == CompletionEndpoint.Chat ? null : 2,
                User = "somebody",
            },
        };

    private static CreateJobRequest Job(string? method) => new()
    {
        Model = "gpt-4.1-mini",
        TrainingFile = "file-abc",
        ValidationFile = "file-def",
        Suffix = "triage",
        Seed = 42,
        Metadata = new Dictionary<string, string> { ["run"] = "nightly 1" },
        Method = new TrainingMethod(method, new Dictionary<string, JsonNode>
        {
            ["n_epochs"] = 3,
            ["batch_size"] = "auto",
            ["learning_rate_multiplier"] = 0.5,
        }),
    };

    private static UploadsClient UploadsOf(FineTuneClient client) => new(client.Transport);

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T _ in items)
        {
            break;
        }
    }
}
