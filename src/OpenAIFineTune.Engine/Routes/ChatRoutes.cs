using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Inference;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Answers in a conversation.</summary>
internal sealed class ChatRoutes
{
    private readonly EngineStores _stores;

    public ChatRoutes(EngineStores stores) => _stores = stores;

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "chat/completions", AnswerAsync),
        new("POST", "engines/{model}/chat/completions", AnswerAsync),
    ];

    private async Task<ProtocolResponse> AnswerAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        UnusedArguments.Check(arguments);
        string name = request.Captures.Count > 0 ? request.Id : arguments.RequiredText("model");
        Turns turns = Turns.Read(arguments, "messages");
        SamplingOptions options = ReadOptions(arguments);
        BaselineModel model = AskedModel.Load(_stores, name);
        List<ChatChoice> choices =
        [
            .. AnswerBatch.Make(model, [turns.Question], options, cancellation)
                .Select((pair, index) => new ChatChoice(index, pair.Answer, options)),
        ];
        TokenCount tokens = new(turns.TokenCount, choices.Sum(choice => choice.Answer.Tokens.Count));
        if (options.Stream)
        {
            AnswerHead chunk = new("chatcmpl-", "chat.completion.chunk", name, model, _stores.Jobs.Now);
            return ProtocolResponse.Events(
                chunk.Stream(choices.SelectMany(choice => choice.Pieces()), options.StreamUsage ? tokens : null));
        }

        JsonObject body = new AnswerHead("chatcmpl-", "chat.completion", name, model, _stores.Jobs.Now).Describe();
        body["choices"] = new JsonArray([.. choices.Select(choice => choice.Describe())]);
        body["usage"] = tokens.Describe();
        return ProtocolResponse.Json(body);
    }

    private static SamplingOptions ReadOptions(Arguments arguments)
    {
        FreeText.Require(arguments, arguments.Nested("response_format"));
        SamplingOptions options = SamplingOptions.Read(arguments);
        int? likely = (int?)arguments.Integer("top_logprobs", 0, 20);
        bool hasProbabilities = arguments.Flag("logprobs");
        if (likely is not null && !hasProbabilities)
        {
            throw RequestFailure.Invalid("top_logprobs", "'top_logprobs' needs 'logprobs' to be true.");
        }

        return options with
        {
            MaxTokens = (int?)arguments.Integer("max_completion_tokens", 0, int.MaxValue) ?? options.MaxTokens,
            LogProbs = hasProbabilities ? likely ?? 0 : null,
        };
    }
}
