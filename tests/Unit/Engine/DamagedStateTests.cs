using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Engine.Jobs;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Tests.Engine;

/// <summary>What is damaged is named, and everything else goes on.</summary>
public sealed class DamagedStateTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\0\0\0\0")]
    [InlineData("""{"status":"running"}""")]
    [InlineData("""{"id":"ftjob-x","model":"ada","training_file":"f","created_at":1,"model_id":"abcdefgh"}""")]
    public async Task A_damaged_job_is_named_and_the_others_are_listed(string damage)
    {
        await using LocalService service = new(_folder);
        string damaged = IdOf(await service.TrainAsync());
        string sound = IdOf(await service.TrainAsync());
        await File.WriteAllTextAsync(Path.Combine(_folder, "jobs", damaged, "job.json"), damage, Cancellation);

        JsonElement list = await service.GetAsync("fine_tuning/jobs");
        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.InternalServerError, HttpMethod.Get, $"fine_tuning/jobs/{damaged}");

        Assert.Equal([sound], list.GetProperty("data").EnumerateArray().Select(IdOf));
        Assert.Contains(damaged, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("StateRecordDamaged", error.GetProperty("code").GetString());
        string aside = Assert.Single(new StateFolder(_folder).Damaged.All);
        Assert.Equal(damage, await File.ReadAllTextAsync(aside, Cancellation));
    }

    [Theory]
    [InlineData("files", "files")]
    [InlineData("models", "models")]
    public async Task A_damaged_file_or_model_does_not_take_its_list(string folder, string route)
    {
        await using LocalService service = new(_folder);
        _ = await service.TrainAsync();
        _ = await service.TrainAsync();
        int before = (await service.GetAsync(route)).GetProperty("data").GetArrayLength();
        string record = Directory.GetFiles(Path.Combine(_folder, folder), "*.json")[0];
        await File.WriteAllTextAsync(record, "}", Cancellation);

        JsonElement list = await service.GetAsync(route);

        Assert.Equal(before - 1, list.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_damaged_record_does_not_keep_the_next_session_out()
    {
        string damaged;
        await using (LocalService service = new(_folder))
        {
            damaged = IdOf(await service.TrainAsync());
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "jobs", damaged, "job.json"), "{", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "format.json"), "{", Cancellation);

        await using LocalService next = new(_folder);
        Assert.Equal("succeeded", (await next.TrainAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Whatever_byte_of_a_record_is_damaged_the_lists_go_on()
    {
        await using LocalService service = new(_folder);
        string id = IdOf(await service.TrainAsync());
        _ = await service.TrainAsync();
        Random random = new(7);
        string[] records =
        [
            .. Directory.EnumerateFiles(Path.Combine(_folder, "files"), "*.json").Take(1),
            .. Directory.EnumerateFiles(Path.Combine(_folder, "models"), "*.json").Take(1),
            .. Directory.EnumerateFiles(Path.Combine(_folder, "jobs", id), "*.json*"),
        ];
        for (int i = 0; i < 150; i++)
        {
            string record = records[i % records.Length];
            byte[] sound = await File.ReadAllBytesAsync(record, Cancellation);
            byte[] damaged = [.. sound];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(record, i % 5 == 0 ? damaged[..random.Next(sound.Length)] : damaged, Cancellation);

            foreach (string route in (string[])["fine_tuning/jobs", "fine-tunes", "files", "models"])
            {
                JsonElement list = await service.GetAsync(route);
                Assert.True(list.GetProperty("data").GetArrayLength() > 0, route);
            }

            await File.WriteAllBytesAsync(record, sound, Cancellation);
        }
    }

    [Fact]
    public void A_record_that_is_damaged_while_its_job_runs_ends_the_run_and_not_the_process()
    {
        FakeTimeProvider time = new();
        JobStore jobs = new EngineStores(_folder, time).Jobs;
        StoredJob job = jobs.Add(new StoredJob
        {
            Id = ResourceId.New(JobStore.Prefix),
            Model = "ada",
            TrainingFile = "file-a",
            CreatedAt = 1,
            ModelId = ResourceId.NewModel(),
        });
        using JobWatch watch = new(jobs, job, time, CancellationToken.None);
        File.WriteAllText(jobs.FolderOf(job.Id).Job, "{");

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(watch.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Data_whose_bytes_changed_are_not_trained_on()
    {
        await using LocalService service = new(_folder);
        string file = await service.UploadAsync(LocalService.Lines(20));
        Flip(Path.Combine(_folder, "files", file + ".data"));

        JsonElement job = await service.CreateJobAsync(new { model = "ada", training_file = file });
        job = await service.WaitAsync(IdOf(job));

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Contains(
            file, job.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_zeros_is_an_error_and_no_result()
    {
        await using LocalService service = new(_folder);
        string file = (await service.TrainAsync()).GetProperty("result_files")[0].GetString()!;
        string data = Path.Combine(_folder, "files", file + ".data");
        await File.WriteAllBytesAsync(data, new byte[new FileInfo(data).Length], Cancellation);

        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.InternalServerError, HttpMethod.Get, $"files/{file}/content");

        Assert.Equal("StoredFileDamaged", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Half_of_a_character_in_the_data_fails_the_job_with_its_line()
    {
        await using LocalService service = new(_folder);
        string lines = LocalService.Lines(20) + """{"prompt":"a \ud800 b","completion":" c"}""" + "\n";

        JsonElement job = await service.CreateJobAsync(
            new { model = "ada", training_file = await service.UploadAsync(lines) });
        job = await service.WaitAsync(IdOf(job));

        JsonElement error = job.GetProperty("error");
        Assert.Equal("invalid_training_file", error.GetProperty("code").GetString());
        Assert.Contains("line 21", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_folder_was_deleted_the_engine_goes_on_with_an_empty_one()
    {
        await using LocalService service = new(_folder);
        _ = await service.UploadAsync(LocalService.Lines(20));
        Directory.Delete(_folder, recursive: true);

        Assert.Equal(0, (await service.GetAsync("fine_tuning/jobs")).GetProperty("data").GetArrayLength());
        Assert.Equal(0, (await service.GetAsync("files")).GetProperty("data").GetArrayLength());
        JsonElement job = await service.TrainAsync();

        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
    }

    private static string IdOf(JsonElement resource) => resource.GetProperty("id").GetString()!;

    private static void Flip(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
