using System.Text.Json.Nodes;
using OpenAIFineTune.Local.Http;
using OpenAIFineTune.Local.Inference;
using OpenAIFineTune.Local.Learning;

namespace OpenAIFineTune.Local.Routes;

/// <summary>Completions of prompts.</summary>
internal sealed class CompletionRoutes
{
    private readonly LocalStores _stores;

    public CompletionRoutes(LocalStores stores) => _stores = stores;

    public IEnumerable<LocalRoute> All => [new("POST", "completions", CompleteAsync)];

    private async Task<LocalAnswer> CompleteAsync(LocalRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        string name = arguments.RequiredText("model");
        IReadOnlyList<string> prompts = arguments.Texts("prompt");
        SamplingOptions options = ReadOptions(arguments);
        BaselineModel model = AskedModel.Load(_stores, name);
        AnswerHead head = new("cmpl-", "text_completion", name, model, _stores.Jobs.Now);
        bool isEchoed = arguments.Flag("echo");
        List<CompletionChoice> choices =
        [
            .. prompts.DefaultIfEmpty("")
                .SelectMany(prompt => Answerer.Make(model.Predict(prompt), options).Select(answer => (prompt, answer)))
                .Select((pair, index) => new CompletionChoice(index, pair.prompt, pair.answer, options, isEchoed)),
        ];
        TokenCount tokens = new(
            prompts.Sum(Tokenizer.Count), choices.Sum(choice => choice.Answer.Tokens.Count));
        return options.Stream
            ? LocalAnswer.Events(
                head.Stream(choices.SelectMany(choice => choice.Pieces()), options.StreamUsage ? tokens : null))
            : LocalAnswer.Json(Whole(head, choices, tokens));
    }

    private static SamplingOptions ReadOptions(Arguments arguments)
    {
        SamplingOptions options = SamplingOptions.Read(arguments) with
        {
            LogProbs = (int?)arguments.Integer("logprobs", 0, 5),
        };
        _ = arguments.Integer("best_of", options.Count, 20);
        _ = arguments.Text("suffix");
        return options;
    }

    private static JsonObject Whole(AnswerHead head, List<CompletionChoice> choices, TokenCount tokens)
    {
        JsonObject body = head.Describe();
        body["choices"] = new JsonArray([.. choices.Select(choice => choice.Describe())]);
        body["usage"] = tokens.Describe();
        return body;
    }
}
