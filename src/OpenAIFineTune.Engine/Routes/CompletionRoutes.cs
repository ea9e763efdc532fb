using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Inference;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Completions of prompts; the older address has the model in it.</summary>
internal sealed class CompletionRoutes
{
    private readonly EngineStores _stores;

    public CompletionRoutes(EngineStores stores) => _stores = stores;

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "completions", CompleteAsync),
        new("POST", "engines/{model}/completions", CompleteAsync),
    ];

    private async Task<ProtocolResponse> CompleteAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        UnusedArguments.Check(arguments);
        string name = request.Captures.Count > 0 ? request.Id : arguments.RequiredText("model");
        IReadOnlyList<string> prompts = arguments.Texts("prompt");
        if (prompts.Count == 0)
        {
            throw RequestFailure.Missing("prompt");
        }

        SamplingOptions options = ReadOptions(arguments);
        BaselineModel model = AskedModel.Load(_stores, name);
        List<CompletionChoice> choices =
        [
            .. AnswerBatch.Make(model, prompts, options, cancellation)
                .Select((pair, index) => new CompletionChoice(index, pair.Prompt, pair.Answer, options)),
        ];
        TokenCount tokens = new(prompts.Sum(Tokenizer.Count), choices.Sum(choice => choice.Answer.Tokens.Count));
        AnswerHead head = new("cmpl-", "text_completion", name, model, _stores.Jobs.Now);
        return options.Stream
            ? ProtocolResponse.Events(
                head.Stream(choices.SelectMany(choice => choice.Pieces()), options.StreamUsage ? tokens : null))
            : ProtocolResponse.Json(Whole(head, choices, tokens));
    }

    private static SamplingOptions ReadOptions(Arguments arguments)
    {
        SamplingOptions options = SamplingOptions.Read(arguments) with
        {
            LogProbs = (int?)arguments.Integer("logprobs", 0, 5),
            Echo = arguments.Flag("echo"),
        };
        if (arguments.Integer("best_of", options.Count, 20) > 1 && options.Stream)
        {
            throw RequestFailure.Invalid("best_of", "The best of several answers can't be streamed.");
        }

        return arguments.Text("suffix") is null or ""
            ? options
            : throw RequestFailure.Invalid("suffix", "The local engine does not fill in text before a suffix.");
    }

    private static JsonObject Whole(AnswerHead head, List<CompletionChoice> choices, TokenCount tokens)
    {
        JsonObject body = head.Describe();
        body["choices"] = new JsonArray([.. choices.Select(choice => choice.Describe())]);
        body["usage"] = tokens.Describe();
        return body;
    }
}
