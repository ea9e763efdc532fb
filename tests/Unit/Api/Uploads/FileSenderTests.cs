using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Uploads;

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
        _ = await client.Files.SendAsync(path, "fine-tune", progress: null, cancellation);

        FineTuneFile sent = await client.Files.SendAsync(path, "fine-tune", progress: null, cancellation);

        Assert.Equal(expected, sent.Id);
    }
}
