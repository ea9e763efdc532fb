using System.Net;
using OpenAIFineTune.Api;
using OpenAIFineTune.Tests.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Files;

public sealed class FileContentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-content-").FullName;
    private readonly ScriptedService _service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_that_is_larger_than_described_is_not_saved()
    {
        _ = _service.Answer(200, """{"id":"file-1","bytes":1}""").Then(_ => Task.FromResult(Endless()));

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(
            () => Client().Files.ContentOf("file-1").SaveAsync(Path.Combine(_folder, "x"), overwrite: false, Cancellation));

        Assert.Equal("AnswerTooLong", e.ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_result_file_in_base64_is_larger_than_described_and_saved()
    {
        string path = Path.Combine(_folder, new string('n', 255));
        _ = _service.Answer(200, """{"id":"file-1","bytes":3}""").Answer(200, "YWJj");

        await Client().Files.ContentOf("file-1").SaveAsync(path, overwrite: false, Cancellation);

        Assert.Equal("YWJj", await File.ReadAllTextAsync(path, Cancellation));
    }

    [Fact]
    public async Task A_text_without_an_end_is_refused()
    {
        _ = _service.Then(_ => Task.FromResult(Endless()));

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(
            () => Client().Files.ContentOf("file-1").ReadTextAsync(Cancellation));

        Assert.Equal("AnswerTooLong", e.ErrorId);
    }

    private static HttpResponseMessage Endless()
        => new(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream((byte)'x')) };

    private FineTuneClient Client() => new(TestConnection.To(_service), new InstantTime());
}
