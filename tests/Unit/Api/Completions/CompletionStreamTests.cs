using System.Net;
using System.Text;
using OpenAIFineTune.Api;
using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Tests.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Completions;

public sealed class CompletionStreamTests
{
    private const string Done = "data: [DONE]\n\n";

    [Fact]
    public async Task Parts_come_as_they_are_written_and_make_the_whole()
    {
        CompletionStream stream = Stream([Text(" Bill"), Text("ing E"), Text("ND"), End("stop"), Done], out _);

        List<string> parts = await ReadAsync(stream);

        Assert.Equal(["Bill", "ing"], parts);
        Assert.Equal("Billing", stream.Completion.Text);
        Assert.Equal("stop", stream.Completion.FinishReason);
        Assert.Equal("cmpl-7", stream.Completion.Id);
        Assert.Equal(new TokenUsage(3, 2, 5), stream.Completion.Usage);
    }

    [Fact]
    public async Task A_conversation_streams_deltas()
    {
        string[] parts = ["data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n",
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n",
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n", Done];
        CompletionStream stream = Stream(parts, out ScriptedService service, CompletionEndpoint.Chat);

        Assert.Equal(["Hi"], await ReadAsync(stream));
        Assert.Equal(new TokenUsage(1, 1, 2), stream.Completion.Usage);
        Assert.Equal(["POST /v1/chat/completions"], service.Requests);
        Assert.Contains("\"stream\":true", service.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_an_unknown_kind_does_not_end_the_answer()
    {
        string[] parts = [Text("a"), "event: thinking\ndata: not json\n\n", "event: ping\n\n", ": alive\n\n",
            "data: {\"object\":\"news\"}\n\n", Text("b"), Done];

        Assert.Equal(["a", "b"], await ReadAsync(Stream(parts, out _)));
    }

    [Theory]
    [InlineData("***", "sk-a-key-of-thirty-characters")]
    [InlineData("is *** here", "is sk-a-key-", "of-thirty-characters here")]
    [InlineData("is *** here", "is s", "k-a-key", "-of-thirty-character", "s", " here")]
    [InlineData("sk-a-key-of-thirty", "sk-a-key-of", "-thirty")]
    public async Task A_key_that_the_answer_echoes_is_masked_also_in_parts(string expected, params string[] parts)
    {
        const string Key = "sk-a-key-of-thirty-characters";
        ScriptedService service = new ScriptedService().Then(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(parts.Select(Text)) + Done)),
        }));
        FineTuneClient client =
            new(TestConnection.To(service, credential: TestConnection.Secret(Key)), new InstantTime());
        CompletionStream stream = client.Completions.Stream(
            new CompletionRequest(new PromptFormat("m", CompletionEndpoint.Completions), "Where?"));

        Assert.Equal(expected, string.Concat(await ReadAsync(stream)));
        Assert.Equal(expected, stream.Completion.Text);
    }

    [Fact]
    public async Task A_key_that_an_error_in_the_middle_echoes_is_masked()
    {
        const string Key = TestConnection.Key;
        string part = $$$"""data: {"error":{"message":"m {{{Key}}}","type":"t {{{Key}}}","param":"p","code":"c {{{Key}}}"}}""";
        CompletionStream stream = Stream([Text("a"), part + "\n\n", Done], out _);

        ApiException e = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(stream));

        Assert.EndsWith("m ***", e.Message, StringComparison.Ordinal);
        Assert.Equal(("c ***", "t ***", "p"), (e.Code, e.Type, e.Param));
    }

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"Overloaded.\",\"type\":\"server_error\",\"code\":\"busy\"}}\n\n")]
    [InlineData("event: error\ndata: {\"error\":{\"message\":\"Overloaded.\",\"code\":\"busy\"}}\n\n")]
    public async Task An_error_in_the_middle_is_an_error(string part)
    {
        CompletionStream stream = Stream([Text("a"), part, Done], out _);

        ApiException e = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(stream));

        Assert.Equal("ServerFailed", e.ErrorId);
        Assert.Equal("busy", e.Code);
        Assert.Contains("Overloaded.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"te")]
    public async Task An_answer_that_breaks_off_is_an_error_and_is_not_asked_for_again(string torn)
    {
        CompletionStream stream = Stream([Text("a"), torn], out ScriptedService service);

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(() => ReadAsync(stream));

        Assert.Equal("StreamBroken", e.ErrorId);
        _ = Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_lost_connection_is_an_error_and_is_not_asked_for_again()
    {
        CompletionStream stream = Stream([Text("a")], out ScriptedService service, failure: new IOException("Reset."));

        FineTuneException e = await Assert.ThrowsAsync<FineTuneException>(() => ReadAsync(stream));

        Assert.Equal("StreamBroken", e.ErrorId);
        Assert.Equal("a", stream.Completion.Text);
        _ = Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_server_without_an_end_mark_is_believed_when_it_gave_a_reason()
        => Assert.Equal(["a"], await ReadAsync(Stream([Text("a"), End("stop")], out _)));

    [Fact]
    public async Task Nothing_behind_the_end_mark_is_waited_for()
        => Assert.Equal(["a"], await ReadAsync(Stream([Text("a"), Done], out _, isEndless: true)));

    [Fact]
    public async Task Cancelling_ends_it_at_once()
    {
        using CancellationTokenSource stop = new();
        CompletionStream stream = Stream([Text("a")], out _, isEndless: true);
        IAsyncEnumerator<string> parts = stream.ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await parts.MoveNextAsync());

        stop.Cancel();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await parts.MoveNextAsync());
    }

    private static string Text(string text)
        => "data: {\"id\":\"cmpl-7\",\"new\":1,\"choices\":"
            + $"[{{\"index\":0,\"text\":\"{text}\",\"finish_reason\":null}}]}}\n\n";

    private static string End(string reason)
        => $"data: {{\"choices\":[{{\"index\":0,\"text\":\"\",\"finish_reason\":\"{reason}\"}}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";

    private static CompletionStream Stream(
        string[] parts,
        out ScriptedService service,
        CompletionEndpoint endpoint = CompletionEndpoint.Completions,
        bool isEndless = false,
        Exception? failure = null)
    {
        byte[][] pieces = [.. parts.Select(Encoding.UTF8.GetBytes)];
        service = new ScriptedService().Then(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new PieceStream(pieces, isEndless, failure)),
        }));
        FineTuneClient client = new(TestConnection.To(service), new InstantTime());
        return client.Completions.Stream(
            new CompletionRequest(new PromptFormat("m", endpoint) { Stop = [" END"] }, "Where?"));
    }

    private static async Task<List<string>> ReadAsync(CompletionStream stream)
    {
        List<string> parts = [];
        await foreach (string part in stream.ReadAsync(TestContext.Current.CancellationToken))
        {
            parts.Add(part);
        }

        return parts;
    }
}
