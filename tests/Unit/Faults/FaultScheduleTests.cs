using System.Collections.Concurrent;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Faults;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;
using OpenAIFineTune.Tests.Api.Jobs;

namespace OpenAIFineTune.Tests.Faults;

/// <summary>
/// The whole way (upload, create, wait, complete) under faults, over real sockets: whatever the network does, there
/// is one job in the end, each file is there once, and what comes back is the result or an error that says what
/// happened.
/// </summary>
public sealed class FaultScheduleTests : IDisposable
{
    private const int Schedules = 200;
    private const int MostRuns = 8;
    private const int AtOnce = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-schedules-").FullName;
    // The training is not what is tested.
    private static readonly Dictionary<string, object> s_hyperparameters = new() { ["n_epochs"] = 1d, ["batch_size"] = 8d };

    private readonly HurriedTime _time = new(speed: 150);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_job_and_each_file_once_under_every_schedule()
    {
        string training = Write("train.jsonl", 11);
        string validation = Write("valid.jsonl", 10);
        ConcurrentBag<string> errors = [];

        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation };
        await Parallel.ForAsync(0, Schedules, options, async (seed, _) =>
        {
            foreach (string error in await RunAsync(seed, training, validation))
            {
                errors.Add(error);
            }
        });

        string told = string.Join(", ", errors.GroupBy(id => id).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Schedules} fault schedules: one job and each file once in all of them; runs that ended in an error: {errors.Count} ({told}).");
    }

    // A script that is run again after an error, as a scheduler does, until the answer is there.
    private async Task<IReadOnlyList<string>> RunAsync(int seed, string training, string validation)
    {
        string state = Path.Combine(_folder, $"{seed}");
        await using LocalEngine engine = new(state, TimeProvider.System);
        using HttpMessageHandler handler = engine.CreateHandler();
        await using FaultServer server = FaultServer.Start(handler, FaultSchedule.Of(seed));
        List<string> errors = [];
        for (int run = 1; run <= MostRuns; run++)
        {
            try
            {
                string answer = await GoAsync(seed, server, training, validation);
                Assert.False(string.IsNullOrWhiteSpace(answer));
                break;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                string? id = IdOf(e);
                Assert.True(id is not null && run < MostRuns, $"Seed {seed}, run {run}: {e}");
                errors.Add(id);
            }
        }

        await CheckAsync(seed, handler);
        return errors;
    }

    private async Task<string> GoAsync(int seed, FaultServer server, string training, string validation)
    {
        FineTuneClient client = new(
            ConnectionFactory.Create(new ConnectionSettings { BaseUri = server.Address, ApiKey = TestConnection.Secret("sk-1") }),
            _time,
            log: null,
            new UploadLedger(Path.Combine(_folder, $"ledger-{seed}")))
        {
            JobLedger = new JobLedger(Path.Combine(_folder, $"jobs-{seed}")),
        };
        JobDraft draft = new(
            new JobSettings { Model = "local-baseline", Hyperparameters = s_hyperparameters }.ToRequest(client.Connection),
            TrainingData.From(training),
            TrainingData.From(validation))
        {
            ReuseExisting = true,
        };
        FineTuneJob job = await new JobSubmitter(client, new SubmissionVoice()).SubmitAsync(draft, Cancellation);
        WaitedJob[] waited = [new WaitedJob(client, job.Id, client.Time)];
        JobWaiter waiter = new(client.Time, PollPace.For(waited, TimeSpan.FromSeconds(3)), timeout: null);
        WaitReport end = await waiter.WatchAsync(waited, Cancellation).LastAsync(Cancellation);
        if (end.Failure is not null)
        {
            throw end.Failure;
        }

        Assert.Equal("succeeded", end.Job!.Status.Value);
        CompletionRequest question = new(PromptFormat.Of(end.Job.FineTunedModel!, end.Job), "about billing 3 ->");
        return (await client.Completions.CompleteAsync(question, Cancellation))[0].Text;
    }

    private static async Task CheckAsync(int seed, HttpMessageHandler handler)
    {
        FineTuneClient direct = new(TestConnection.To(handler));
        List<FineTuneJob> jobs = await direct.Jobs.ListAsync(new JobQuery(), Cancellation).ToListAsync(Cancellation);
        List<FineTuneFile> files = await direct.Files.ListAsync("fine-tune", Cancellation).ToListAsync(Cancellation);

        Assert.True(jobs.Count == 1, $"Seed {seed}: {jobs.Count} jobs.");
        Assert.True(
            files.Select(file => file.FileName).Order().SequenceEqual(["train.jsonl", "valid.jsonl"]),
            $"Seed {seed}: {string.Join(", ", files.Select(file => file.FileName))}");
    }

    // As error records name them; null for what would be no clear error.
    private static string? IdOf(Exception failure) => failure switch
    {
        FineTuneException known => known.ErrorId,
        HttpRequestException => "ConnectionFailed",
        TimeoutException => "RequestTimedOut",
        _ => null,
    };

    private string Write(string name, int count)
    {
        string path = Path.Combine(_folder, name);
        string[] teams = ["billing", "shipping"];
        File.WriteAllLines(path, Enumerable.Range(0, count).Select(i =>
            $$"""{"prompt":"{{name}} about {{teams[i % 2]}} {{i}} ->","completion":" {{teams[i % 2]}}"}"""));
        return path;
    }
}
