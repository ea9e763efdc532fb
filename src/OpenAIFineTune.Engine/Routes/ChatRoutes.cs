using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Answers in a conversation.</summary>
internal sealed class ChatRoutes(EngineStores stores)
{
    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "chat/completions", AnswerAsync),
        new("POST", "engines/{model}/chat/completions", AnswerAsync),
    ];

    private async Task<ProtocolResponse> AnswerAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        AskedRequest asked = await AskedRequest.ReadAsync(request, cancellation).ConfigureAwait(false);
        Conversation conversation = ChatMessages.Read(asked.Arguments, "messages");
        SamplingOptions options = ReadOptions(asked);
        ILearnedModel model = stores.Learned.Load(asked.ModelName);
        IEnumerable<Choice> choices = model.Answer(conversation, options)
            .Select((tokens, index) => new ChatChoice(index, tokens, options));
        return new ChoiceResponse(asked, choices)
        {
            Id = ResourceId.New("chatcmpl-"),
            Kind = ("chat.completion", "chat.completion.chunk"),
            Fingerprint = model.Fingerprint,
            Created = stores.Jobs.Now,
            PromptTokens = model.CountTokens(conversation),
        }.Respond(cancellation);
    }

    private static SamplingOptions ReadOptions(AskedRequest asked)
    {
        Arguments arguments = asked.Arguments;
        asked.RequireFreeText(arguments.Nested("response_format"));
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
