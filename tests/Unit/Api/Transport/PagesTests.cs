using OpenAIFineTune.Api;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class PagesTests : IDisposable
{
    private readonly ScriptedService _service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Pages_that_come_again_end_the_list()
    {
        _ = Page("file-1").Answer(200, """{"data":[{"id":"file-2"}],"has_more":true}""");
        _ = Page("file-1").Answer(500);

        Assert.Equal(["file-1", "file-2"], await ReadAsync());
    }

    [Fact]
    public async Task A_list_that_has_always_more_is_ended()
    {
        for (int i = 0; i <= 10_000; i++)
        {
            _ = Page($"file-{i}");
        }

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(ReadAsync);

        Assert.Equal("AnswerTooLong", e.ErrorId);
    }

    private ScriptedService Page(string id) => _service.Answer(200, $$"""{"data":[{"id":"{{id}}"}],"has_more":true}""");

    private async Task<string[]> ReadAsync()
        => [.. (await new FineTuneClient(TestConnection.To(_service), new InstantTime()).Files
            .ListAsync(cancellation: Cancellation).ToListAsync(Cancellation)).Select(file => file.Id)];
}
