using OpenAIFineTune.Api;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Faults;
using OpenAIFineTune.PowerShell.Session;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Faults;

/// <summary>The client against real sockets that misbehave, with the local engine behind them.</summary>
public sealed class FaultServerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-faults-").FullName;
    private LocalEngine _engine = null!;
    private HttpMessageHandler _handler = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _engine = new LocalEngine(Path.Combine(_folder, "state"), TimeProvider.System);
        _handler = _engine.CreateHandler();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_request_that_nothing_happens_to_is_answered_and_kept()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);
        FineTuneClient client = Client(server);

        FineTuneFile sent = await client.Uploads.SendAsync(NewFile(), "fine-tune", progress: null, Cancellation);

        Assert.Equal(sent.Id, (await client.Files.GetAsync(sent.Id, Cancellation)).Id);
        Assert.Equal("{}\n", await client.Files.ContentOf(sent.Id).ReadTextAsync(Cancellation));
        Assert.Equal(
            ["POST /v1/files", $"GET /v1/files/{sent.Id}", $"GET /v1/files/{sent.Id}/content"],
            server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Theory]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.Answer)]
    [InlineData(FaultKind.AnswerAfter)]
    public async Task Each_fault_is_overcome_by_another_try_of_a_reading_request(FaultKind kind)
    {
        await using FaultServer server = FaultServer.Start(_handler, [new Fault { Kind = kind, Path = "/files" }]);

        List<FineTuneFile> files = await Client(server).Files.ListAsync(cancellation: Cancellation).ToListAsync(Cancellation);

        Assert.Empty(files);
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains(server.Requests, request => request.Fault.Kind == kind);
    }

    [Fact]
    public async Task Faults_wait_for_the_request_that_they_are_meant_for()
    {
        await using FaultServer server = FaultServer.Start(_handler, [Fault.Refusal(404, "gone").On("GET", "/files/file-1")]);
        FineTuneClient client = Client(server);

        _ = await client.Files.ListAsync(cancellation: Cancellation).ToListAsync(Cancellation);
        ApiException error = await Assert.ThrowsAsync<ApiException>(() => client.Files.GetAsync("file-1", Cancellation));

        Assert.Equal("gone", error.Code);
    }

    [Fact]
    public async Task Content_that_is_cut_off_is_read_again_and_saved_whole()
    {
        await using FaultServer server = FaultServer.Start(_handler, [Fault.CutBody.On("GET", "/content")]);
        FineTuneClient client = Client(server);
        FineTuneFile sent = await client.Uploads.SendAsync(NewFile(), "fine-tune", progress: null, Cancellation);
        string path = Path.Combine(_folder, "saved.jsonl");

        await client.Files.ContentOf(sent.Id).SaveAsync(path, overwrite: true, Cancellation);

        Assert.Equal("{}\n", File.ReadAllText(path));
        Assert.Equal(2, server.Requests.Count(request => request.Path.EndsWith("/content", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFiles(_folder, "*.part"));
    }

    [Fact]
    public async Task A_proxy_gets_the_requests_of_its_connection()
    {
        await using FaultServer proxy = FaultServer.Start(_handler, [Fault.Answer(404)]);
        using SocketsHttpHandler handler = OpenAIFineTune.Api.Transport.Network.Handler(new System.Net.WebProxy(proxy.Address));
        FineTuneConnection connection = new()
        {
            Name = "proxied",
            BaseUri = new Uri("http://127.0.0.1:9/v1/"),
            Handler = handler,
        };

        _ = await Assert.ThrowsAsync<ApiException>(
            () => new FineTuneClient(connection).Files.GetAsync("file-1", Cancellation));

        Assert.Equal("http://127.0.0.1:9/v1/files/file-1", Assert.Single(proxy.Requests).Path);
    }

    private static FineTuneClient Client(FaultServer server) => new(
        ConnectionFactory.Create(
            new ConnectionSettings { BaseUri = server.Address, ApiKey = Api.TestConnection.Secret("sk-1") }),
        new Api.InstantTime());

    private string NewFile()
    {
        string path = Path.Combine(_folder, "x.jsonl");
        File.WriteAllText(path, "{}\n");
        return path;
    }
}
