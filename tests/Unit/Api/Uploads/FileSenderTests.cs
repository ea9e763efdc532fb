using System.Net;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Tests.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Uploads;

public sealed class FileSenderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-sender-").FullName;
    private readonly ScriptedService _service = new();

    public void Dispose()
    {
        _service.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"id":"file-1","bytes":2,"status":"processed"}""", "file-1")]
    [InlineData("""{"id":"file-1","bytes":3,"status":"processed"}""", "file-2")]
    [InlineData("""{"id":"file-1","bytes":2,"status":"error"}""", "file-2")]
    public async Task A_known_file_is_taken_only_as_large_as_ours_and_good(string there, string expected)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string path = Path.Combine(_folder, "a.jsonl");
        await File.WriteAllTextAsync(path, "{}", cancellation);
        _ = _service.Answer(200, """{"id":"file-1","bytes":2}""").Answer(200, there).Answer(200, """{"id":"file-2"}""");
        FineTuneClient client = new(
            TestConnection.To(_service), new InstantTime(), log: null, new UploadLedger(Path.Combine(_folder, "ledger")));
        _ = await client.Uploads.SendAsync(path, "fine-tune", progress: null, cancellation);

        FineTuneFile sent = await client.Uploads.SendAsync(path, "fine-tune", progress: null, cancellation);

        Assert.Equal(expected, sent.Id);
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(90, 2)]
    public async Task A_file_that_is_listed_late_behind_a_time_out_is_waited_for_a_minute(int lag, int posts)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string path = Path.Combine(_folder, "late.jsonl");
        await File.WriteAllTextAsync(path, "{}", cancellation);
        InstantTime time = new();
        DateTimeOffset listed = time.GetUtcNow() + TimeSpan.FromSeconds(lag);
        FakeService service = new((asked, _) => asked switch
        {
            "POST files" when time.GetUtcNow() < listed.AddSeconds(-lag + 1) => FakeService.Error(HttpStatusCode.GatewayTimeout, "lost"),
            "POST files" => FakeService.Json("""{"id":"file-2","bytes":2}"""),
            "GET files/file-1/content" => FakeService.Json("{}"),
            _ when time.GetUtcNow() < listed => FakeService.Json("""{"data":[]}"""),
            _ => FakeService.Json("""{"data":[{"id":"file-1","bytes":2,"filename":"late.jsonl","purpose":"fine-tune"}]}"""),
        });
        FineTuneConnection connection = new()
        {
            Name = "fake",
            BaseUri = new Uri("http://fake.invalid/v1/"),
            Handler = service,
            Limits = new() { MaxRetry = 1 },
        };

        FineTuneFile sent = await new FineTuneClient(connection, time).Uploads
            .SendAsync(path, "fine-tune", progress: null, cancellation);

        Assert.Equal($"file-{posts}", sent.Id);
        Assert.Equal(posts, service.Requests.Count(asked => asked == "POST files"));
    }
}
