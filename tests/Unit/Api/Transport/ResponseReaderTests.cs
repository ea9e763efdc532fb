using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class ResponseReaderTests : IDisposable
{
    private const string Answer = """{"choices":[null,{"index":null,"text":"a","finish_reason":"stop"}],"usage":{"prompt_tokens":3.0}}""";

    private readonly ScriptedService _service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData("""{"error":{"message":"Not here.","code":"no_route"}}""", "ServerFailed")]
    [InlineData("""{"error":"Not here."}""", "ServerFailed")]
    [InlineData("""{"id":null,"data":null,"error":{"message":"Not here.","code":"insufficient_quota"}}""", "QuotaExceeded")]
    [InlineData("""{"error":{"message":"Not here.","code":404}}""", "NotFound")]
    [InlineData("""{"error":{"message":"Not here.","code":401}}""", "AuthenticationFailed")]
    public async Task An_error_under_a_good_status_is_an_error(string body, string errorId)
    {
        _ = _service.Answer(200, body).Answer(200, body);

        ApiException listed = await Assert.ThrowsAsync<ApiException>(
            async () => await Client().Files.ListAsync(cancellation: Cancellation).ToListAsync(Cancellation));
        ApiException deleted = await Assert.ThrowsAsync<ApiException>(
            () => Client().Files.DeleteAsync("file-1", Cancellation));

        Assert.Equal([errorId, errorId], [listed.ErrorId, deleted.ErrorId]);
        Assert.Contains("Not here.", listed.Message, StringComparison.Ordinal);
        Assert.Equal(2, _service.Requests.Count);
    }

    [Theory]
    [InlineData("sk-a-key-of-thirty-characters", "data *** x")]
    [InlineData("data", "data data x")]
    public async Task A_key_that_an_answer_echoes_is_in_no_object_unless_it_is_a_mere_word(string key, string name)
    {
        _ = _service.Answer(200, $$"""{"id":"file-1","filename":"data {{key}} x"}""");
        FineTuneClient client =
            new(TestConnection.To(_service, credential: TestConnection.Secret(key)), new InstantTime());

        Assert.Equal(name, (await client.Files.GetAsync("file-1", Cancellation)).FileName);
    }

    [Fact]
    public async Task An_answer_about_a_deletion_that_breaks_off_within_an_error_is_unreadable()
    {
        _ = _service.Answer(200, """{"id":"file-1","error":{"mess""");

        ApiException e = await Assert.ThrowsAsync<ApiException>(
            () => Client().Files.DeleteAsync("file-1", Cancellation));

        Assert.Equal("ServerFailed", e.ErrorId);
    }

    [Fact]
    public async Task What_was_asked_for_may_have_an_error_of_its_own()
    {
        _ = _service.Answer(200, """{"id":"file-1","error":{"message":"Line 3."}}""");

        Assert.Equal("file-1", (await Client().Files.GetAsync("file-1", Cancellation)).Id);
    }

    [Theory]
    [InlineData("""{"choices":[{"index":"x"}]}""", "$.choices[0].index")]
    [InlineData("""{"choices":[{"index":0,"te""", "application/json")]
    [InlineData("", "application/json")]
    public async Task An_answer_that_cannot_be_read_is_not_paid_for_twice(string body, string told)
    {
        _ = _service.Answer(200, body);

        ApiException e = await Assert.ThrowsAsync<ApiException>(() => AskAsync());

        Assert.Equal("ServerFailed", e.ErrorId);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        _ = Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Nulls_and_fractions_are_no_reason_to_throw_an_answer_away()
    {
        _ = _service.Answer(200, Answer);

        FineTunedCompletion answer = Assert.Single(await AskAsync());

        Assert.Equal(("a", 0, 3), (answer.Text, answer.Index, answer.Usage?.PromptTokens));
    }

    [Fact]
    public async Task Lists_may_hold_nulls_and_things_without_an_id()
    {
        _ = _service.Answer(200, """{"data":[null,{"id":null,"filename":"a"}],"has_more":false}""")
            .Answer(200, """{"data":[null,{"id":null},{"id":"m"}]}""").Answer(200, """{"data":[]}""");

        Assert.Equal("a", Assert.Single(
            await Client().Files.ListAsync(cancellation: Cancellation).ToListAsync(Cancellation)).FileName);
        Assert.Equal(["", "m"], (await Client().Models.ListAsync(Cancellation)).Select(model => model.Id));
    }

    [Theory]
    [InlineData("iso-8859-1", "iso-8859-1", "Größe")]
    [InlineData("iso-8859-1", "windows-1252", "Größe")]
    [InlineData("iso-8859-1", null, "Gr\uFFFD\uFFFDe")]
    [InlineData("utf-8", "iso-8859-1", "Größe")]
    [InlineData("utf-8", "no-such-charset", "Größe")]
    [InlineData("utf-16", "utf-16", "Größe")]
    public async Task Text_is_read_in_the_encoding_that_it_has(string real, string? named, string expected)
    {
        byte[] bytes = Encoding.GetEncoding(real).GetBytes("""{"id":"file-1","filename":"Größe"}""");
        _ = _service.Then(_ => Task.FromResult(Response(new ByteArrayContent(bytes), named)));

        Assert.Equal(expected, (await Client().Files.GetAsync("file-1", Cancellation)).FileName);
    }

    [Fact]
    public async Task Half_a_character_does_not_make_an_answer_unreadable()
    {
        _ = _service.Answer(200, """{"id":"file-1","filename":"\ud83d \\ud83d \uD83D\uDE00 \ude00"}""");

        Assert.Equal("\uFFFD \\ud83d 😀 \uFFFD", (await Client().Files.GetAsync("file-1", Cancellation)).FileName);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_refused()
    {
        _ = _service.Then(_ => Task.FromResult(Response(new StreamContent(new EndlessStream((byte)' ')), null)));

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(
            () => Client().Files.GetAsync("file-1", Cancellation));

        Assert.Equal("AnswerTooLong", e.ErrorId);
    }

    [Fact]
    public async Task An_error_without_an_end_is_the_error_that_its_status_tells()
    {
        _ = _service.Then(_ =>
        {
            HttpResponseMessage response = Response(new StreamContent(new EndlessStream((byte)'x')), null);
            response.StatusCode = HttpStatusCode.Forbidden;
            return Task.FromResult(response);
        });

        ApiException e = await Assert.ThrowsAsync<ApiException>(() => Client().Files.GetAsync("file-1", Cancellation));

        Assert.Equal("PermissionDenied", e.ErrorId);
    }

    [Fact]
    public void Packed_answers_are_unpacked()
    {
        using SocketsHttpHandler handler = Network.Handler();

        Assert.Equal(DecompressionMethods.All, handler.AutomaticDecompression);
    }

    private static HttpResponseMessage Response(HttpContent content, string? charset)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = charset };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private Task<IReadOnlyList<FineTunedCompletion>> AskAsync()
        => Client().Completions.CompleteAsync(
            new CompletionRequest(new PromptFormat("m", CompletionEndpoint.Completions), "Where?"), Cancellation);

    private FineTuneClient Client() => new(TestConnection.To(_service), new InstantTime());
}
