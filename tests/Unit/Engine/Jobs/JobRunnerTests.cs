using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Engine.Jobs;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Tests.Engine.Jobs;

public sealed class JobRunnerTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    // A clock that stands: the runner does not see by itself what another process did.
    private readonly FakeTimeProvider _time = new();
    private readonly EngineStores _stores;
    private readonly JobRunner _runner;

    public JobRunnerTests()
    {
        _stores = new EngineStores(_folder, _time);
        _runner = new JobRunner(_stores);
    }

    private JobStore Jobs => _stores.Jobs;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("local-baseline")]
    [InlineData("ft:local-baseline:local::gone1234")]
    public async Task A_run_that_another_process_paused_and_resumed_leaves_the_job_to_the_next_run(string model)
    {
        StoredJob job = AddJob(model);
        WhenRunning(() => PauseAndResume(job.Id));

        await _runner.RunAsync(job.Id, CancellationToken.None);

        StoredJob after = Jobs.Find(job.Id)!;
        Assert.Equal((JobStatus.Queued, 1), (after.Status, after.Run));
        Assert.DoesNotContain(
            Jobs.Events(job.Id), e => e.Message.StartsWith("New fine-tuned model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_is_over_keeps_its_models_and_nothing_that_only_the_training_needed()
    {
        StoredJob job = AddJob();

        await _runner.RunAsync(job.Id, CancellationToken.None);

        Assert.Equal(JobStatus.Succeeded, Jobs.Find(job.Id)!.Status);
        Assert.Equal(
            ["change.lock", "checkpoints.json", "epoch-2.model", "epoch-3.model", "epoch-4.model", "events.jsonl", "job.json"],
            Directory.EnumerateFiles(Jobs.FolderOf(job.Id).Path).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, StateFolder.Temporary)));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_fails_the_job_with_the_reason_and_leaves_no_files()
    {
        StoredJob job = AddJob();
        string temporary = Path.Combine(_folder, StateFolder.Temporary);
        WhenRunning(() =>
        {
            Directory.Delete(temporary);
            File.WriteAllText(temporary, "in the way");
        });

        await _runner.RunAsync(job.Id, CancellationToken.None);

        StoredJob shown = Jobs.Find(job.Id)!;
        Assert.Equal(JobStatus.Failed, shown.Status);
        Assert.Contains(temporary, shown.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(temporary, Jobs.Events(job.Id)[^1].Message, StringComparison.Ordinal);
        Assert.Empty(Jobs.ActiveIds());
        File.Delete(temporary);
        await Jobs.RecordHeldAsync();
        Assert.Equal(JobStatus.Failed, new EngineStores(_folder, _time).Jobs.Find(job.Id)!.Status);
    }

    [Fact]
    public async Task A_run_that_is_over_behind_its_last_epoch_leaves_no_result_file()
    {
        StoredJob job = AddJob();
        When(_ => Jobs.Checkpoints(job.Id) is [.., { Epoch: 4 }], () => PauseAndResume(job.Id));

        await _runner.RunAsync(job.Id, CancellationToken.None);

        Assert.Equal((JobStatus.Queued, 1), (Jobs.Find(job.Id)!.Status, Jobs.Find(job.Id)!.Run));
        Assert.Equal([job.TrainingFile], _stores.Files.All().Select(file => file.Id));
    }

    [Fact]
    public async Task A_training_that_has_begun_does_not_need_its_validation_file_for_the_metrics_of_classes()
    {
        StoredFile validation = AddFile();
        StoredJob job = AddJob(validation: validation, legacy: new() { ["compute_classification_metrics"] = true });
        When(
            _ => Jobs.Events(job.Id).Any(e => e.Message == "Fine-tuning job started"),
            () => _stores.Files.Remove(validation));

        await _runner.RunAsync(job.Id, CancellationToken.None);

        Assert.Equal((JobStatus.Succeeded, null), (Jobs.Find(job.Id)!.Status, Jobs.Find(job.Id)!.Error));
        Assert.Null(_stores.Files.Find(validation.Id));
    }

    [Fact]
    public async Task A_training_that_was_killed_in_its_first_epoch_starts_once()
    {
        StoredJob job = AddJob();
        using CancellationTokenSource kill = new();
        WhenRunning(kill.Cancel);
        await _runner.RunAsync(job.Id, kill.Token);
        Assert.True(Jobs.IsInterrupted(job.Id));

        await _runner.RunAsync(job.Id, CancellationToken.None);

        Assert.Equal(JobStatus.Succeeded, Jobs.Find(job.Id)!.Status);
        Assert.Single(Jobs.Events(job.Id), e => e.Message == "Fine-tuning job started");
    }

    [Fact]
    public async Task A_folder_that_is_deleted_while_a_job_trains_ends_the_run_and_stays_without_the_job()
    {
        StoredJob job = AddJob();
        WhenRunning(() => Directory.Delete(_folder, recursive: true));

        await _runner.RunAsync(job.Id, CancellationToken.None);

        Assert.Null(Jobs.Find(job.Id));
        Assert.Empty(Jobs.Keys());
        Assert.Empty(Jobs.ActiveIds());
        Assert.Equal(JobStatus.ValidatingFiles, Jobs.Find(AddJob().Id)!.Status);
    }

    [Fact]
    public async Task A_damaged_state_of_the_training_costs_time_only()
    {
        StoredJob job = AddJob();
        File.WriteAllBytes(Jobs.FolderOf(job.Id).State, new byte[100]);

        await _runner.RunAsync(job.Id, CancellationToken.None);

        Assert.Equal(JobStatus.Succeeded, Jobs.Find(job.Id)!.Status);
    }

    private StoredJob AddJob(
        string model = "local-baseline", StoredFile? validation = null, JsonObject? legacy = null)
        => Jobs.Add(new StoredJob
        {
            Id = ResourceId.New(JobStore.Prefix),
            Model = model,
            TrainingFile = AddFile().Id,
            ValidationFile = validation?.Id,
            CreatedAt = 1,
            ModelId = ResourceId.NewModel(),
            Hyperparameters = new() { ["n_epochs"] = 4 },
            Legacy = legacy,
        });

    private StoredFile AddFile()
    {
        string temporary = _stores.State.NewTemporaryFile();
        File.WriteAllText(temporary, LocalService.Lines(20));
        return _stores.Files.Add(temporary, "data.jsonl", "fine-tune");
    }

    private void WhenRunning(Action happens) => When(job => job.Status == JobStatus.Running, happens);

    private void When(Predicate<StoredJob> condition, Action happens)
    {
        bool hasHappened = false;
        Jobs.Changed += job =>
        {
            if (!hasHappened && condition(job))
            {
                hasHappened = true;
                happens();
            }
        };
    }

    // By other stores, as another process does it.
    private void PauseAndResume(string id)
    {
        JobStore other = new EngineStores(_folder, _time).Jobs;
        Change(job => job with { Status = JobStatus.Paused });
        Change(job => job with { Status = JobStatus.Queued, Run = job.Run + 1 });

        void Change(Func<StoredJob, StoredJob> change)
            => Assert.True(other.ChangeAsync(id, change).IsCompletedSuccessfully);
    }
}
