using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Protocol.Server;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;
using OpenAIFineTune.Tests.Engine;

namespace OpenAIFineTune.Tests.Conformance;

/// <summary>
/// Our client speaks to our server through a proxy that checks requests and answers against OpenAI's API description.
/// </summary>
[Collection(NodeToolsCollection.Name)]
public sealed class AnswerShapeTests(NodeTools node) : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());
    private LocalEngine _engine = null!;
    private LoopbackServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _engine = new LocalEngine(_folder, TimeProvider.System);
        _server = LoopbackServer.Start(_engine.Router, new ServerOptions { ApiKey = TestConnection.Key });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_answer_of_a_jobs_life_is_as_OpenAI_describes_it()
    {
        int port = NodeTools.FindPort();
        await using CheckingServer proxy = await CheckingServer.StartAsync(
            node,
            "node_modules/@stoplight/prism-cli/dist/index.js",
            port,
            "proxy", "--errors", "-h", "127.0.0.1", "-p", $"{port}", "openapi.json", $"http://{_server.EndPoint}/v1");
        using ViolationLog log = new();
        FineTuneClient client = new(new FineTuneConnection
        {
            Name = "proxy",
            BaseUri = proxy.BaseUri,
            Handler = log,
            Profile = ServiceProfiles.OpenAI,
            Credential = TestConnection.Secret(TestConnection.Key),
            Limits = new TransportLimits { MaxRetry = 0 },
        });

        try
        {
            await UploadInPartsAsync(client);
            FineTuneJob trained = await TrainAsync(client);
            await UseAsync(client, trained);
            await RespondAsync(log, proxy.BaseUri, trained.FineTunedModel!);
            await StepInAsync(client, trained.TrainingFile!);
            await RemoveAsync(client, trained);
        }
        catch (ApiException e) when (!log.Violations.IsEmpty)
        {
            Assert.Fail($"{e.Message}\n{string.Join('\n', log.Violations)}");
        }

        Assert.Empty(log.Violations);
        Assert.True(log.Requests.Count > 20);
    }

    private async Task UploadInPartsAsync(FineTuneClient client)
    {
        UploadsClient uploads = new(client.Transport);
        FilePart file = FilePart.Whole(WriteLines("parts.jsonl"));
        string upload = (await uploads.CreateAsync(file, "fine-tune", Stop)).Text("id")!;
        List<string> parts = [];
        foreach (FilePart part in file.Split(1000))
        {
            parts.Add((await uploads.SendPartAsync(upload, part, null, Stop)).Text("id")!);
        }

        string md5 = await file.ChecksumAsync(Stop);
        JsonElement done = await uploads.CompleteAsync(upload, parts, md5, file.Path, Stop);
        Assert.Equal(file.Length, (await client.Files.GetAsync(done.Field("file").Text("id")!, Stop)).Bytes);
    }

    private async Task<FineTuneJob> TrainAsync(FineTuneClient client)
    {
        FineTuneFile file = await client.Uploads.SendAsync(WriteLines("train.jsonl"), "fine-tune", null, Stop);
        FineTuneJob job = await client.Jobs.CreateAsync(
            new CreateJobRequest
            {
                Model = "local-baseline",
                TrainingFile = file.Id,
                ValidationFile = file.Id,
                Suffix = "checked",
                Metadata = new Dictionary<string, string> { ["run"] = "1" },
            },
            Stop);
        while (!job.IsFinished)
        {
            await Task.Delay(50, Stop);
            job = await client.Jobs.GetAsync(job.Id, Stop);
        }

        Assert.Equal(FineTuneStage.Succeeded, job.Status.Stage);
        return job;
    }

    private static async Task UseAsync(FineTuneClient client, FineTuneJob job)
    {
        string model = job.FineTunedModel!;

        // Not a file's content: the description calls it JSON, while it is whatever was uploaded.
        Assert.NotEqual(0, await CountAsync(client.Files.ListAsync(null, Stop)));
        Assert.NotEqual(0, await CountAsync(client.Jobs.EventsAsync(job.Id, Stop)));
        Assert.NotEqual(0, await CountAsync(client.Jobs.CheckpointsAsync(job.Id, Stop)));
        Assert.Equal(1, await CountAsync(client.Jobs.ListAsync(new JobQuery { Metadata = job.Metadata }, Stop)));
        Assert.NotEmpty(await client.Models.ListAsync(Stop));
        Assert.Equal(model, (await client.Models.GetAsync(model, Stop)).Id);
        foreach (CompletionEndpoint endpoint in new[] { CompletionEndpoint.Completions, CompletionEndpoint.Chat })
        {
            Assert.Equal(
                2, (await client.Completions.CompleteAsync(ClientRequests.Question(endpoint, model), Stop)).Count);
        }
    }

    // By hand, since our own client does not use this endpoint.
    private static async Task RespondAsync(ViolationLog log, Uri address, string model)
    {
        using HttpClient http = new(log, disposeHandler: false) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestConnection.Key);
        string body = new JsonObject { ["model"] = model, ["input"] = "the apple is sweet" }.ToJsonString();
        using StringContent question = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync("responses", question, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task StepInAsync(FineTuneClient client, string file)
    {
        FineTuneJob job = await client.Jobs.CreateAsync(
            new CreateJobRequest { Model = "davinci", TrainingFile = file, Method = TrainingFor(epochs: 50) }, Stop);
        job = await client.Jobs.PauseAsync(job.Id, Stop);
        job = await client.Jobs.ResumeAsync(job.Id, Stop);
        job = await client.Jobs.CancelAsync(job.Id, Stop);
        Assert.Equal(FineTuneStage.Cancelled, job.Status.Stage);
    }

    private static async Task RemoveAsync(FineTuneClient client, FineTuneJob job)
    {
        await client.Models.DeleteAsync(job.FineTunedModel!, Stop);
        await client.Files.DeleteAsync(job.TrainingFile!, Stop);
        ApiException gone =
            await Assert.ThrowsAsync<ApiException>(() => client.Files.GetAsync(job.TrainingFile!, Stop));
        Assert.Equal("NotFound", gone.ErrorId);
    }

    private static TrainingMethod TrainingFor(int epochs)
        => new("supervised", new Dictionary<string, JsonNode> { ["n_epochs"] = epochs, ["batch_size"] = 1 });

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items)
    {
        int count = 0;
        await foreach (T _ in items)
        {
            count++;
        }

        return count;
    }

    private string WriteLines(string name)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, LocalService.Lines(200));
        return path;
    }
}
