using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Faults;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Tests.Api.Uploads;

/// <summary>Files on their way to the local engine, over sockets, with faults.</summary>
public sealed class UploadTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-uploads-").FullName;
    private readonly KeptLog _log = new();
    private readonly LocalEngine _engine;
    private readonly HttpMessageHandler _handler;

    public UploadTests()
    {
        _engine = new LocalEngine(Path.Combine(_folder, "state"), TimeProvider.System);
        _handler = _engine.CreateHandler();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_same_bytes_are_uploaded_once()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);

        FineTuneFile first = await SendAsync(server, NewFile("one.jsonl", 900));
        FineTuneFile again = await SendAsync(server, NewFile("other name.jsonl", 900));

        Assert.Equal(first.Id, again.Id);
        Assert.True(again.IsReused);
        Assert.Equal([$"POST /v1/files", $"GET /v1/files/{first.Id}"], Asked(server));
    }

    [Fact]
    public async Task Other_bytes_and_bytes_that_were_deleted_are_uploaded()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);
        FineTuneFile first = await SendAsync(server, NewFile("a.jsonl", 900));
        FineTuneFile other = await SendAsync(server, NewFile("a.jsonl", 901));
        await Client(server).Files.DeleteAsync(first.Id, Cancellation);

        FineTuneFile again = await SendAsync(server, NewFile("a.jsonl", 900));

        Assert.Equal(3, new HashSet<string> { first.Id, other.Id, again.Id }.Count);
    }

    [Theory]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.Answer)]
    [InlineData(FaultKind.AnswerAfter)]
    public async Task A_file_whose_answer_is_lost_is_there_once(FaultKind kind)
    {
        await using FaultServer server = FaultServer.Start(_handler, [new Fault { Kind = kind, Method = "POST" }]);

        FineTuneFile sent = await SendAsync(server, NewFile("a.jsonl", 900));

        Assert.Equal([sent.Id], await FilesAsync(server));
    }

    [Fact]
    public async Task A_lost_answer_and_a_list_that_is_refused_leave_the_outcome_unknown_and_the_next_run_looks_again()
    {
        await using FaultServer server = FaultServer.Start(
            _handler, [Fault.ResetAfter.On("POST", "/files"), Fault.Answer(404).On("GET", "/files?")]);
        string path = NewFile("a.jsonl", 900);

        FineTuneException error = await Assert.ThrowsAsync<FineTuneException>(() => SendAsync(server, path));
        FineTuneFile found = await SendAsync(server, path);

        Assert.Equal("UploadOutcomeUnknown", error.ErrorId);
        Assert.True(found.IsReused);
        Assert.Equal([found.Id], await FilesAsync(server));
    }

    [Fact]
    public async Task A_large_file_goes_in_parts_and_arrives_whole()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);
        string path = NewFile("large.jsonl", 2500);
        Progress progress = new();

        FineTuneFile sent = await Client(server).Uploads.SendAsync(path, "fine-tune", progress, Cancellation);

        Assert.Equal(3, Parts(server));
        Assert.Equal(File.ReadAllText(path), await Client(server).Files.ContentOf(sent.Id).ReadTextAsync(Cancellation));
        Assert.Contains(new TransferProgress(2500, 2500), progress.Reports);
        Assert.True((await SendAsync(server, path)).IsReused);
    }

    [Fact]
    public async Task The_service_is_told_the_checksum_of_the_parts_together()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);

        _ = await SendAsync(server, NewFile("large.jsonl", 2500));

        RecordedRequest complete = server.Requests.Single(
            request => request.Path.EndsWith("/complete", StringComparison.Ordinal));
        // md5sum of the file that NewFile writes.
        Assert.Contains(
            "\"md5\":\"1e94e3c59bdbf9da2d540b495f835b01\"", System.Text.Encoding.UTF8.GetString(complete.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_upload_goes_on_with_the_parts_that_are_missing()
    {
        await using FaultServer server = FaultServer.Start(
            _handler, [Fault.None.On("POST", "/parts"), Fault.Refusal(422, "no").On("POST", "/parts")]);
        string path = NewFile("large.jsonl", 4500);
        _ = await Assert.ThrowsAsync<ApiException>(() => SendAsync(server, path));
        int before = Parts(server);
        int there = Recorded();

        FineTuneFile sent = await SendAsync(server, path);

        Assert.InRange(there, 1, 4);
        Assert.Equal(5 - there, Parts(server) - before);
        Assert.Equal(1, Asked(server).Count(line => line == "POST /v1/uploads"));
        Assert.Equal(File.ReadAllText(path), await Client(server).Files.ContentOf(sent.Id).ReadTextAsync(Cancellation));
        Assert.Contains(_log.Lines, text => text.StartsWith("Going on with the upload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upload_that_the_service_has_forgotten_is_started_anew()
    {
        await using FaultServer server = FaultServer.Start(
            _handler,
            [
                Fault.None.On("POST", "/parts"), Fault.Refusal(422, "no").On("POST", "/parts"),
                Fault.Refusal(400, "invalid_upload_status").On("POST", "/parts"),
            ]);
        string path = NewFile("large.jsonl", 1500);
        _ = await Assert.ThrowsAsync<ApiException>(() => SendAsync(server, path));

        _ = await SendAsync(server, path);

        Assert.Equal(2, Asked(server).Count(line => line == "POST /v1/uploads"));
        Assert.Contains(_log.Lines, text => text.Contains("starting anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_completion_whose_answer_is_lost_makes_one_file()
    {
        await using FaultServer server = FaultServer.Start(_handler, [Fault.ResetAfter.On("POST", "/complete")]);

        FineTuneFile sent = await SendAsync(server, NewFile("large.jsonl", 2500));

        Assert.Equal([sent.Id], await FilesAsync(server));
        Assert.Equal(1, Asked(server).Count(line => line.EndsWith("/complete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_without_uploads_in_parts_gets_the_file_in_one_piece()
    {
        await using FaultServer server = FaultServer.Start(_handler, [Fault.Answer(404).On("POST", "/uploads")]);

        FineTuneFile sent = await SendAsync(server, NewFile("large.jsonl", 2500));

        Assert.Equal(2500, sent.Bytes);
        Assert.Equal(["POST /v1/uploads", "POST /v1/files"], Asked(server));
    }

    [Fact]
    public async Task The_ledger_holds_no_key_and_survives_what_is_no_ledger()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);
        string path = NewFile("a.jsonl", 900);
        _ = await SendAsync(server, path);
        string record = Assert.Single(Directory.GetFiles(Ledger));

        Assert.DoesNotContain(TestConnection.Key, File.ReadAllText(record), StringComparison.Ordinal);
        File.WriteAllText(record, "{ no json");
        Assert.False((await SendAsync(server, path)).IsReused);
        Assert.True((await SendAsync(server, path)).IsReused);
    }

    [Fact]
    public async Task A_file_name_cannot_end_its_header()
    {
        await using FaultServer server = FaultServer.Start(_handler, []);
        string path = NewFile("a\"; name=\"purpose\".jsonl", 90);

        _ = await SendAsync(server, path);

        string body = System.Text.Encoding.UTF8.GetString(server.Requests[0].Body);
        Assert.Contains("filename=\"a%22; name=%22purpose%22.jsonl\"\r\n", body, StringComparison.Ordinal);
    }

    private string Ledger => Path.Combine(_folder, "ledger");

    private static IEnumerable<string> Asked(FaultServer server)
        => server.Requests.Select(request => $"{request.Method} {request.Path}");

    private static int Parts(FaultServer server)
        => Asked(server).Count(line => line.EndsWith("/parts", StringComparison.Ordinal));

    // The parts in the one record that there is.
    private int Recorded()
        => File.ReadAllText(Directory.GetFiles(Ledger, "*.json").Single()).Split("\"part").Length - 1;

    private Task<FineTuneFile> SendAsync(FaultServer server, string path)
        => Client(server).Uploads.SendAsync(path, "fine-tune", progress: null, Cancellation);

    private async Task<IReadOnlyList<string>> FilesAsync(FaultServer server)
        => await Client(server).Files.ListAsync(cancellation: Cancellation)
            .Select(file => file.Id).ToListAsync(Cancellation);

    private FineTuneClient Client(FaultServer server) => new(
        new FineTuneConnection
        {
            Name = "test",
            BaseUri = server.Address,
            Profile = ServiceProfiles.Compatible with { PartsAbove = 1000, PartBytes = 1000 },
            Credential = TestConnection.Secret(TestConnection.Key),
        },
        new InstantTime(),
        _log,
        new UploadLedger(Ledger));

    private string NewFile(string name, int bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, bytes).Select(i => (char)('a' + (i % 26)))));
        return path;
    }

    private sealed class Progress : IProgress<TransferProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<TransferProgress> Reports { get; } = [];

        public void Report(TransferProgress value) => Reports.Add(value);
    }

    private sealed class KeptLog : TransportLog
    {
        public List<string> Lines { get; } = [];

        public override void Verbose(string text) => Lines.Add(text);

        public override void Debug(string text)
        {
        }
    }
}
