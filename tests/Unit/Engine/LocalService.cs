using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Tests.Engine;

/// <summary>An engine on a folder of its own, and a client that speaks to it.</summary>
public sealed class LocalService : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private readonly LocalEngine? _engine;

    public LocalService(string? folder = null, TimeProvider? time = null)
        : this(learners: null, folder, time)
    {
    }

    internal LocalService(Learners? learners, string? folder = null, TimeProvider? time = null)
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());
        _engine = new LocalEngine(Folder, time ?? TimeProvider.System, learners);
        Http = new HttpClient(_engine.CreateHandler()) { BaseAddress = LocalEngine.BaseUri };
    }

    /// <summary>Speaks to an engine that runs elsewhere.</summary>
    public LocalService(HttpClient http, string folder)
    {
        Folder = folder;
        Http = http;
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Lines of a file about apples and cars, which differ enough to be learned from a few.</summary>
    public static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
    {
        (string text, string topic) = i % 2 == 0
            ? ($"the apple number {i} is sweet fruit", "fruit")
            : ($"the car number {i} has a loud engine", "machine");
        return JsonSerializer.Serialize(new { prompt = $"{text}\n\n###\n\n", completion = $" {topic}" }) + "\n";
    }));

    public async Task<string> UploadAsync(string content, string purpose = "fine-tune", string name = "data.jsonl")
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent(purpose), "purpose" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name },
        };
        JsonElement file = await SendAsync(HttpMethod.Post, "files", form);
        return file.GetProperty("id").GetString()!;
    }

    public Task<JsonElement> CreateJobAsync(object body) => PostAsync("fine_tuning/jobs", body);

    /// <summary>Uploads examples, trains on them, and returns the finished job.</summary>
    public async Task<JsonElement> TrainAsync(int examples = 20, int epochs = 2)
    {
        string file = await UploadAsync(Lines(examples));
        JsonElement job = await CreateJobAsync(new
        {
            model = "local-baseline",
            training_file = file,
            hyperparameters = new { n_epochs = epochs, batch_size = 4 },
        });
        return await WaitAsync(job.GetProperty("id").GetString()!);
    }

    /// <summary>Waits until a job is finished.</summary>
    public Task<JsonElement> WaitAsync(string jobId)
        => WaitAsync(jobId, status => status is "succeeded" or "failed" or "cancelled");

    public async Task<JsonElement> WaitAsync(string jobId, Predicate<string> until)
    {
        while (true)
        {
            JsonElement job = await GetAsync($"fine_tuning/jobs/{jobId}");
            if (until(job.GetProperty("status").GetString()!))
            {
                return job;
            }

            await Task.Delay(20, Cancellation);
        }
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<JsonElement> PostAsync(string path, object? body = null)
        => SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public Task<JsonElement> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Sends what must be refused; returns the <c>error</c> of the answer.</summary>
    public async Task<JsonElement> RefusedAsync(
        HttpStatusCode status, HttpMethod method, string path, object? body = null)
    {
        using HttpRequestMessage request = new(method, path)
        {
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)),
        };
        using HttpResponseMessage response = await Http.SendAsync(request, Cancellation);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.NotEmpty(response.Headers.GetValues("x-request-id"));
        JsonElement error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal(
            ["code", "message", "param", "type"], error.EnumerateObject().Select(property => property.Name).Order());
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        using HttpResponseMessage response = await Http.SendAsync(request, Cancellation);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
