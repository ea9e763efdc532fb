using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Files;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Files;

public sealed class FilesClientTests : IDisposable
{
    private readonly ScriptedService _service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task The_second_page_is_asked_for_when_the_first_is_used_up()
    {
        _ = _service.Answer(200, """{"data":[{"id":"file-1"},{"id":"file-2"}],"has_more":true}""")
            .Answer(200, """{"data":[{"id":"file-3"}],"has_more":false}""");
        List<int> asked = [];

        await foreach (FineTuneFile file in Client().ListAsync(cancellation: Cancellation))
        {
            asked.Add(_service.Requests.Count);
        }

        Assert.Equal([1, 1, 2], asked);
        Assert.Equal(["GET /v1/files?limit=1000", "GET /v1/files?limit=1000&after=file-2"], _service.Requests);
    }

    [Fact]
    public async Task A_file_with_nothing_but_an_id_is_read()
    {
        _ = _service.Answer(200, """{"id":"file-1","created_at":null,"bytes":null,"status_details":{"why":"x"},"new":[1]}""");

        FineTuneFile file = await Client().GetAsync("file-1", Cancellation);

        Assert.Equal(("file-1", 0L, """{"why":"x"}"""), (file.Id, file.Bytes, file.StatusDetails));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(" ")]
    public void No_id_leads_out_of_its_path(string id)
        => Assert.Equal("NotFound", Assert.Throws<FineTuneException>(() => ApiRequest.Segment(id)).ErrorId);

    [Fact]
    public void An_id_is_one_segment_of_a_path() => Assert.Equal("a%2F..%3Fx%23", ApiRequest.Segment("a/..?x#"));

    [Fact]
    public async Task A_service_that_falls_silent_in_the_middle_is_a_time_out()
    {
        using ResponseStream stream = new(
            new SilentStream(),
            TestConnection.To(_service, new TransportLimits { Attempt = TimeSpan.Zero }),
            TimeProvider.System);

        _ = await Assert.ThrowsAsync<TimeoutException>(() => stream.ReadAsync(new byte[1], Cancellation).AsTask());
    }

    private FilesClient Client() => new FineTuneClient(TestConnection.To(_service), new InstantTime()).Files;

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
