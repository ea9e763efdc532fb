using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Local.Http;
using OpenAIFineTune.Local.Inference;
using OpenAIFineTune.Local.Jobs;
using OpenAIFineTune.Local.Learning;

namespace OpenAIFineTune.Local.Routes;

/// <summary>Answers in a conversation.</summary>
internal sealed class ChatRoutes
{
    private readonly LocalStores _stores;

    public ChatRoutes(LocalStores stores) => _stores = stores;

    public IEnumerable<LocalRoute> All => [new("POST", "chat/completions", AnswerAsync)];

    private async Task<LocalAnswer> AnswerAsync(LocalRequest request, CancellationToken cancellation)
    {
        Arguments arguments = await request.ReadArgumentsAsync(cancellation).ConfigureAwait(false);
        string name = arguments.RequiredText("model");
        (string question, int promptTokens) = ReadMessages(arguments);
        SamplingOptions options = ReadOptions(arguments);
        BaselineModel model = AskedModel.Load(_stores, name);
        List<ChatChoice> choices =
        [
            .. Answerer.Make(model.Predict(question), options)
                .Select((answer, index) => new ChatChoice(index, answer, options)),
        ];
        TokenCount tokens = new(promptTokens, choices.Sum(choice => choice.Answer.Tokens.Count));
        if (options.Stream)
        {
            AnswerHead chunk = new("chatcmpl-", "chat.completion.chunk", name, model, _stores.Jobs.Now);
            return LocalAnswer.Events(
                chunk.Stream(choices.SelectMany(choice => choice.Pieces()), options.StreamUsage ? tokens : null));
        }

        JsonObject body = new AnswerHead("chatcmpl-", "chat.completion", name, model, _stores.Jobs.Now).Describe();
        body["choices"] = new JsonArray([.. choices.Select(choice => choice.Describe())]);
        body["usage"] = tokens.Describe();
        return LocalAnswer.Json(body);
    }

    private static (string Question, int Tokens) ReadMessages(Arguments arguments)
    {
        if (arguments["messages"] is not JsonArray { Count: > 0 } messages)
        {
            throw RequestFailure.Missing("messages");
        }

        try
        {
            List<JsonElement> turns = Conversation.Turns(messages.Deserialize<JsonElement>());
            return (Conversation.Question(turns), turns.Sum(turn => Tokenizer.Count(Conversation.TextOf(turn))));
        }
        catch (FormatException e)
        {
            throw RequestFailure.Invalid("messages", $"Invalid 'messages': {e.Message}.");
        }
    }

    private static SamplingOptions ReadOptions(Arguments arguments)
    {
        SamplingOptions options = SamplingOptions.Read(arguments);
        int? likely = (int?)arguments.Integer("top_logprobs", 0, 20);
        return options with
        {
            MaxTokens = (int?)arguments.Integer("max_completion_tokens", 0, int.MaxValue) ?? options.MaxTokens,
            LogProbs = arguments.Flag("logprobs") ? likely ?? 0 : null,
        };
    }
}
