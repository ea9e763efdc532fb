using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Inference;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Answers by the newest endpoint, as text, whole or streamed; nothing of a conversation is kept.</summary>
internal sealed class ResponseRoutes
{
    // Each needs what the engine does not have: a memory of conversations, or work that goes on without its caller.
    private static readonly string[] s_unsupported = ["previous_response_id", "conversation", "prompt", "background"];

    private readonly EngineStores _stores;

    public ResponseRoutes(EngineStores stores) => _stores = stores;

    public IEnumerable<ProtocolRoute> All => [new("POST", "responses", AnswerAsync)];

    private async Task<ProtocolResponse> AnswerAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        UnusedArguments.Check(arguments);
        string name = arguments.RequiredText("model");
        RefuseUnsupported(arguments);
        Turns turns = arguments["input"] is JsonValue
            ? new Turns(arguments.RequiredText("input"), Tokenizer.Count(arguments.RequiredText("input")))
            : Turns.Read(arguments, "input");
        SamplingOptions options = SamplingOptions.Read(arguments) with
        {
            Count = 1,
            MaxTokens = (int?)arguments.Integer("max_output_tokens", 1, int.MaxValue),
        };
        BaselineModel model = AskedModel.Load(_stores, name);
        Answer answer = AnswerBatch.Make(model, [turns.Question], options, cancellation)[0].Answer;
        ResponseBody body = new(arguments, name, answer, turns.TokenCount, _stores.Jobs.Now);
        return options.Stream
            ? ProtocolResponse.NamedEvents(ResponseEvents.Of(body, answer))
            : ProtocolResponse.Json(body.Describe());
    }

    private static void RefuseUnsupported(Arguments arguments)
    {
        FreeText.Require(arguments, arguments.Nested("text").Nested("format"));
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
