using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Answers by the newest endpoint, as text, whole or streamed; nothing of a conversation is kept.</summary>
internal sealed class ResponseRoutes(EngineStores stores)
{
    // Each needs what the engine does not have: a memory of conversations, or work that goes on without its caller.
    private static readonly string[] s_unsupported = ["previous_response_id", "conversation", "prompt", "background"];

    public IEnumerable<ProtocolRoute> All => [new("POST", "responses", AnswerAsync)];

    private async Task<ProtocolResponse> AnswerAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        AskedRequest asked = await AskedRequest.ReadAsync(request, cancellation).ConfigureAwait(false);
        Arguments arguments = asked.Arguments;
        RefuseUnsupported(asked);
        Conversation conversation = arguments["input"] is JsonValue
            ? new Conversation([new Turn(Turn.User, arguments.RequiredText("input"))])
            : ChatMessages.Read(arguments, "input");
        SamplingOptions options = SamplingOptions.Read(arguments) with
        {
            Count = 1,
            MaxTokens = (int?)arguments.Integer("max_output_tokens", 1, int.MaxValue),
        };
        bool isStreamed = asked.IsStreamed;
        ILearnedModel model = stores.Learned.Load(asked.ModelName);
        IEnumerable<AnswerToken> tokens = model.Answer(conversation, options).First();
        ResponseBody body = new(asked, model.CountTokens(conversation), stores.Jobs.Now);
        return isStreamed
            ? ProtocolResponse.NamedEvents(ResponseEvents.OfAsync(body, tokens, cancellation))
            : ProtocolResponse.Json(body.Describe(Answer.Of(tokens)));
    }

    private static void RefuseUnsupported(AskedRequest asked)
    {
        Arguments arguments = asked.Arguments;
        asked.RequireFreeText(arguments.Nested("text").Nested("format"));
        _ = arguments.Text("instructions");
        _ = arguments.Texts("include");
        foreach (string name in s_unsupported)
        {
            if (arguments[name] is JsonNode value && value.GetValueKind() != JsonValueKind.False)
            {
                throw arguments.Unsupported(name, $"The local engine does not know '{name}'.");
            }
        }
    }
}
