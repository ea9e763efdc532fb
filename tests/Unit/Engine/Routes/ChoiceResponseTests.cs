using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Routes;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Tests.Engine.Routes;

public sealed class ChoiceResponseTests
{
    [Fact]
    public void Nobody_works_on_for_a_client_that_has_left()
    {
        using CancellationTokenSource left = new();
        int made = 0;
        IEnumerable<Choice> choices = Enumerable.Range(0, 200).Select(index => Choose(index, () =>
        {
            made++;
            if (made == 3)
            {
                left.Cancel();
            }
        }));

        _ = Assert.Throws<OperationCanceledException>(() => Response([], choices).Respond(left.Token));

        Assert.Equal(3, made);
    }

    [Fact]
    public async Task A_stream_is_written_while_it_is_read()
    {
        int made = 0;
        IEnumerable<Choice> choices = Enumerable.Range(0, 200).Select(index => Choose(index, () => made++));

        ProtocolResponse response = Response(new JsonObject { ["stream"] = true }, choices)
            .Respond(TestContext.Current.CancellationToken);
        await using Stream body = response.Body;
        Assert.Equal(0, made);
        for (int piece = 0; piece < 3; piece++)
        {
            _ = await body.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, made);
    }

    private static ChatChoice Choose(int index, Action written)
        => new(index, Write(written), new SamplingOptions());

    private static IEnumerable<AnswerToken> Write(Action written)
    {
        written();
        yield return new AnswerToken("yes", 0, []);
        yield return AnswerToken.End(isCut: false);
    }

    private static ChoiceResponse Response(JsonObject request, IEnumerable<Choice> choices)
        => new(new AskedRequest(new Arguments(request), "m"), choices)
        {
            Id = "chatcmpl-1",
            Kind = ("chat.completion", "chat.completion.chunk"),
            Fingerprint = "f",
            Created = 1,
            PromptTokens = 1,
        };
}
