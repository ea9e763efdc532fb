using OpenAIFineTune.Engine;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Engine.Store;

public sealed class JobStoreTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());
    private readonly JobStore _jobs;

    public JobStoreTests() => _jobs = new EngineStores(_folder, TimeProvider.System).Jobs;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_change_is_told_before_it_is_there()
    {
        StoredJob job = _jobs.Add(NewJob(), "created");

        _ = await Assert.ThrowsAnyAsync<Exception>(() => _jobs.ChangeAsync(
            job.Id, current => Unwritable(current) with { Status = JobStatus.Cancelled }, "info", "cancelled"));

        Assert.Equal(["created", "cancelled"], _jobs.Events(job.Id).Select(e => e.Message));
    }

    [Fact]
    public void A_job_is_marked_before_it_is_there()
    {
        StoredJob job = NewJob();
        _ = Directory.CreateDirectory(_jobs.FolderOf(job.Id).Job);

        _ = Assert.ThrowsAny<Exception>(() => _jobs.Add(job, "created"));

        Assert.Equal([job.Id], _jobs.ActiveIds());
    }

    [Fact]
    public async Task A_message_that_a_dying_change_told_is_not_told_again()
    {
        StoredJob job = _jobs.Add(NewJob(), "created");
        _ = await Assert.ThrowsAnyAsync<Exception>(() => _jobs.ChangeAsync(job.Id, Unwritable, "info", "queued"));
        Directory.Delete(_jobs.FolderOf(job.Id).Job);
        File.Move(_jobs.FolderOf(job.Id).Job + ".away", _jobs.FolderOf(job.Id).Job);

        _ = await _jobs.ChangeAsync(job.Id, current => current with { Status = JobStatus.Queued }, "info", "queued");

        Assert.Equal(["created", "queued"], _jobs.Events(job.Id).Select(e => e.Message));
    }

    [Fact]
    public async Task A_failure_that_can_not_be_written_is_shown_and_written_once_it_can()
    {
        StoredJob job = _jobs.Add(NewJob(), "created");
        StoredJob failed = job with { Status = JobStatus.Failed, Error = new JobFault("server_error", "disk full", null) };

        _jobs.Hold(failed, "The job failed: disk full");

        Assert.Equal("disk full", _jobs.Find(job.Id)!.Error!.Message);
        Assert.Equal("The job failed: disk full", _jobs.Events(job.Id)[^1].Message);
        Assert.Empty(_jobs.ActiveIds());
        await _jobs.RecordHeldAsync();
        JobStore other = new EngineStores(_folder, TimeProvider.System).Jobs;
        Assert.Equal(JobStatus.Failed, other.Find(job.Id)!.Status);
        Assert.Equal(["created", "The job failed: disk full"], other.Events(job.Id).Select(e => e.Message));
    }

    [Fact]
    public async Task A_job_is_removed_once_nobody_writes_to_its_folder_any_more()
    {
        StoredJob job = _jobs.Add(NewJob() with { Status = JobStatus.Cancelled }, "created");
        JobFolder folder = _jobs.FolderOf(job.Id);
        Task<bool> removal;
        using (FileLock.TryTake(folder.OwnerLock))
        {
            removal = _jobs.RemoveAsync(job.Id);
            await File.WriteAllTextAsync(folder.State, "an epoch that was ending", TestContext.Current.CancellationToken);
        }

        Assert.True(await removal);
        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public async Task A_job_that_somebody_else_has_removed_is_gone_as_well()
    {
        StoredJob job = _jobs.Add(NewJob() with { Status = JobStatus.Cancelled }, "created");
        Directory.Delete(_jobs.FolderOf(job.Id).Path, recursive: true);

        Assert.True(await _jobs.RemoveAsync(job.Id));
    }

    private static StoredJob NewJob() => new()
    {
        Id = ResourceId.New(JobStore.Prefix),
        Model = "ada",
        TrainingFile = "file-a",
        CreatedAt = 1,
        ModelId = ResourceId.NewModel(),
    };

    // A folder in the record's place lets nothing be written there.
    private StoredJob Unwritable(StoredJob job)
    {
        string path = _jobs.FolderOf(job.Id).Job;
        File.Move(path, path + ".away");
        _ = Directory.CreateDirectory(path);
        return job;
    }
}
