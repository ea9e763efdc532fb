using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;
using OpenAIFineTune.Tests.Api.Jobs;

namespace OpenAIFineTune.Tests.Faults;

/// <summary>A run that is ended before or after any of its requests, and run again without any thought.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-kills-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, long.MaxValue)]
    [InlineData(true, long.MaxValue)]
    [InlineData(false, 1000)]
    [InlineData(true, 1000)]
    public async Task One_job_and_each_file_once_wherever_the_run_is_ended(bool afterwards, long partsAbove)
    {
        int requests = await CountAsync(partsAbove);

        for (int number = 0; number < requests; number++)
        {
            string folder = Path.Combine(_folder, $"{number}");
            await using LocalEngine engine = new(Path.Combine(folder, "state"), TimeProvider.System);
            using KillingHandler handler = new(engine.CreateHandler()) { At = number, Afterwards = afterwards };
            _ = await Assert.ThrowsAsync<KillException>(() => SubmitAsync(folder, handler, partsAbove));
            handler.At = null;

            _ = await SubmitAsync(folder, handler, partsAbove);

            FineTuneClient direct = new(TestConnection.To(handler));
            Assert.Equal(1, await direct.Jobs.ListAsync(new JobQuery(), Cancellation).CountAsync(Cancellation));
            Assert.Equal(2, await direct.Files.ListAsync("fine-tune", Cancellation).CountAsync(Cancellation));
        }
    }

    private async Task<int> CountAsync(long partsAbove)
    {
        string folder = Path.Combine(_folder, "whole");
        await using LocalEngine engine = new(Path.Combine(folder, "state"), TimeProvider.System);
        using KillingHandler handler = new(engine.CreateHandler());
        _ = await SubmitAsync(folder, handler, partsAbove);
        return handler.Count;
    }

    private static Task<FineTuneJob> SubmitAsync(string folder, KillingHandler handler, long partsAbove)
    {
        FineTuneConnection connection = new()
        {
            Name = "test",
            BaseUri = new Uri("https://service.test/v1/"),
            Handler = handler,
            Profile = ServiceProfiles.Compatible with { PartsAbove = partsAbove, PartBytes = 1000 },
        };
        FineTuneClient client = new(
            connection, new HurriedTime(speed: 500), log: null, new UploadLedger(Path.Combine(folder, "uploads")))
        {
            JobLedger = new JobLedger(Path.Combine(folder, "jobs")),
        };
        JobDraft draft = new(
            new JobSettings { Model = "local-baseline" }.ToRequest(connection),
            TrainingData.From(Write(folder, "train.jsonl", 30)),
            TrainingData.From(Write(folder, "valid.jsonl", 12)));
        return new JobSubmitter(client, new SubmissionVoice()).SubmitAsync(draft, Cancellation);
    }

    private static string Write(string folder, string name, int count)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            File.WriteAllLines(path, Enumerable.Range(0, count).Select(i =>
                $$"""{"prompt":"{{name}} about {{(i % 2 == 0 ? "billing" : "shipping")}} {{i}} ->","completion":" a{{i % 2}}"}"""));
        }

        return path;
    }

    private sealed class KillException : Exception;

    private sealed class KillingHandler(HttpMessageHandler service) : DelegatingHandler(service)
    {
        public int? At { get; set; }

        public bool Afterwards { get; init; }

        public int Count { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bool ends = At == Count++;
            HttpResponseMessage? answer = ends && !Afterwards ? null : await base.SendAsync(request, cancellationToken);
            return ends ? throw new KillException() : answer!;
        }
    }
}
