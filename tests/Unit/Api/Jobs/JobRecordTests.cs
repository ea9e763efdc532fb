using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

/// <summary>The record of requests for jobs, sound and damaged.</summary>
public sealed class JobRecordTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-record-").FullName;
    private readonly LateService _service = new();

    public JobRecordTests() => _service.Ledger = new JobLedger(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_record_is_there_before_the_request_is_sent_and_is_for_its_owner_alone()
    {
        string[] records = [];
        _service.Answers.Enqueue(() =>
        {
            records = Directory.GetFiles(_folder, "*.json");
            return FakeService.Json("""{"id":"ftjob-1","status":"queued"}""");
        });

        _ = await SubmitAsync();

        string record = Assert.Single(records);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(record));
        }
    }

    [Fact]
    public async Task A_folder_that_takes_no_record_is_told_and_does_not_keep_the_job_from_being_made()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        _service.Ledger = new JobLedger(Path.Combine(file, "jobs"));

        Assert.Equal("ftjob-1", (await SubmitAsync()).Id);
        Assert.Contains("can't be recorded", Assert.Single(_service.Voice.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_damaged_is_told_and_no_reason_to_ask_again()
    {
        _ = await SubmitAsync();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(_folder, "*.json")), "", Cancellation);

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        Assert.Equal("StateRecordDamaged", error.ErrorId);
        Assert.Equal(1, _service.Sends);
    }

    [Fact]
    public async Task A_damaged_record_that_is_deleted_as_advised_keeps_no_lock()
    {
        _ = await SubmitAsync();
        string record = Assert.Single(Directory.GetFiles(_folder, "*.json"));
        await File.WriteAllTextAsync(record, "", Cancellation);
        _ = await Assert.ThrowsAsync<FineTuneException>(SubmitAsync);

        File.Delete(record);
        FineTuneJob job = await SubmitAsync();

        Assert.Equal("ftjob-2", job.Id);
        Assert.Empty(_service.Voice.Warnings);
    }

    [Fact]
    public async Task A_damaged_record_is_no_failure_of_the_job_that_was_made()
    {
        FineTuneJob job = await SubmitAsync();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(_folder, "*.json")), "", Cancellation);

        Assert.Null(await new DoubleJobs(_service.Client()).EndAsync(job, Cancellation));
    }

    [Fact]
    public async Task Data_that_are_gone_are_told_before_anything_is_sent()
    {
        string path = Path.Combine(_folder, "data.jsonl");
        await File.WriteAllTextAsync(path, "{}", Cancellation);
        TrainingData data = TrainingData.From(path);
        File.Delete(path);

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(
            () => JobFingerprint.ComputeAsync(new CreateJobRequest { Model = "m" }, data, null, Cancellation));

        Assert.Equal(("PathNotFound", path), (error.ErrorId, error.Target));
    }

    private Task<FineTuneJob> SubmitAsync() => _service.SubmitAsync(cancellation: Cancellation);
}
