using System.Text.Json;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Engine;

/// <summary>Several engines on one folder, at once and one after the other.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private const string Running = "running";

    private readonly string _folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName())).FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_whose_process_was_killed_goes_on_where_it_was()
    {
        string id;
        using (EngineProcess other = await EngineProcess.StartAsync(_folder))
        await using (LocalService client = new(other.Http, _folder))
        {
            id = await CreateLongJobAsync(client);
            _ = await WaitForEpochsAsync(client, id, 2);
            other.Kill();
        }

        await using LocalService service = new(_folder);
        JsonElement job = await service.WaitAsync(id);

        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        List<JsonElement> events = await EventsAsync(service, id);
        int[] steps =
        [
            .. events.Where(e => e.GetProperty("type").GetString() == "metrics")
                .Select(e => e.GetProperty("data").GetProperty("step").GetInt32()),
        ];
        Assert.Equal(steps.Distinct().Order(), steps);
        Assert.Equal(1, CountOf(events, "Fine-tuning job goes on after epoch"));
        Assert.Equal(1, CountOf(events, "The job has successfully completed"));
    }

    [Fact]
    public async Task An_interrupted_training_ends_with_the_same_measurements()
    {
        string whole = await MeasureAsync(interrupts: false);
        string interrupted = await MeasureAsync(interrupts: true);

        Assert.Equal(whole, interrupted);
    }

    [Fact]
    public async Task Two_processes_lose_nothing_of_each_other()
    {
        using EngineProcess other = await EngineProcess.StartAsync(_folder);
        await using LocalService there = new(other.Http, _folder);
        await using LocalService here = new(_folder);
        string file = await here.UploadAsync(LocalService.Lines(20));

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            LocalService service = i % 2 == 0 ? here : there;
            JsonElement job = await service.CreateJobAsync(new { model = "ada", training_file = file, seed = i });
            return job.GetProperty("id").GetString()!;
        }));

        foreach (string id in ids)
        {
            JsonElement job = await here.WaitAsync(id);
            Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
            Assert.Equal(1, CountOf(await EventsAsync(there, id), "Fine-tuning job started"));
        }

        JsonElement list = await there.GetAsync("fine_tuning/jobs?limit=100");
        IEnumerable<string?> listed =
            list.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString());
        Assert.Equal(ids.Order(), listed.Order());
    }

    [Theory]
    [InlineData("pause", "paused")]
    [InlineData("cancel", "cancelled")]
    public async Task Another_process_stops_the_one_that_trains(string verb, string status)
    {
        using EngineProcess other = await EngineProcess.StartAsync(_folder);
        await using LocalService there = new(other.Http, _folder);
        string id = await CreateLongJobAsync(there);
        _ = await there.WaitAsync(id, now => now == Running);
        JobFolder job = new(Path.Combine(_folder, "jobs", id));

        await using LocalService here = new(_folder);
        JsonElement stopped = await here.PostAsync($"fine_tuning/jobs/{id}/{verb}");

        // The owner's lock is free once it has let go.
        (await FileLock.TakeAsync(job.OwnerLock, Cancellation)).Dispose();
        Assert.Equal(status, stopped.GetProperty("status").GetString());
        Assert.Equal(status, (await there.GetAsync($"fine_tuning/jobs/{id}")).GetProperty("status").GetString());
    }

    private static int CountOf(IEnumerable<JsonElement> events, string start)
        => events.Count(e => e.GetProperty("message").GetString()!.StartsWith(start, StringComparison.Ordinal));

    private static async Task<string> CreateLongJobAsync(LocalService service)
    {
        string file = await service.UploadAsync(LocalService.Lines(4000));
        JsonElement job = await service.CreateJobAsync(new
        {
            model = "local-baseline",
            training_file = file,
            hyperparameters = new { n_epochs = 12, batch_size = 1 },
        });
        return job.GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> WaitForEpochsAsync(LocalService service, string id, int count)
    {
        while (true)
        {
            JsonElement list = await service.GetAsync($"fine_tuning/jobs/{id}/checkpoints");
            if (list.GetProperty("data").GetArrayLength() >= count)
            {
                return list;
            }

            await Task.Delay(20, Cancellation);
        }
    }

    // All of a job's events, oldest first.
    private static async Task<List<JsonElement>> EventsAsync(LocalService service, string id)
    {
        List<JsonElement> events = [];
        string after = "";
        while (true)
        {
            JsonElement page = await service.GetAsync($"fine_tuning/jobs/{id}/events?limit=100{after}");
            events.InsertRange(0, page.GetProperty("data").EnumerateArray().Reverse());
            if (!page.GetProperty("has_more").GetBoolean())
            {
                return events;
            }

            after = $"&after={events[0].GetProperty("id").GetString()}";
        }
    }

    private async Task<string> MeasureAsync(bool interrupts)
    {
        string folder = Path.Combine(_folder, $"{interrupts}");
        LocalService service = new(folder);
        string id;
        await using (service)
        {
            id = await CreateLongJobAsync(service);
            _ = interrupts ? await WaitForEpochsAsync(service, id, 1) : await service.WaitAsync(id);
        }

        await using LocalService next = new(folder);
        JsonElement job = await next.WaitAsync(id);
        string encoded = await next.Http.GetStringAsync(
            $"files/{job.GetProperty("result_files")[0].GetString()}/content", Cancellation);
        return System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(encoded));
    }
}
