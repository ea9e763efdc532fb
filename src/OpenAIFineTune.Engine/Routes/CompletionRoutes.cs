using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>Completions of prompts; the older address has the model in it.</summary>
internal sealed class CompletionRoutes(EngineStores stores)
{
    private const int MaxAnswers = 2048;

    public IEnumerable<ProtocolRoute> All =>
    [
        new("POST", "completions", CompleteAsync),
        new("POST", "engines/{model}/completions", CompleteAsync),
    ];

    private async Task<ProtocolResponse> CompleteAsync(ProtocolRequest request, CancellationToken cancellation)
    {
        AskedRequest asked = await AskedRequest.ReadAsync(request, cancellation).ConfigureAwait(false);
        IReadOnlyList<string> prompts = asked.Arguments.Texts("prompt");
        SamplingOptions options = ReadOptions(asked, prompts.Count);
        bool isEchoed = asked.Arguments.Flag("echo");
        ILearnedModel model = stores.Learned.Load(asked.ModelName);
        IEnumerable<Choice> choices = prompts
            .Select(prompt => (Text: prompt, Echo: isEchoed ? model.Split(prompt) : null))
            .SelectMany(
                prompt => model.Answer(Conversation.OfPrompt(prompt.Text), options),
                (prompt, tokens) => (prompt.Echo, Tokens: tokens))
            .Select((answer, index) => new CompletionChoice(index, answer.Tokens, options) { Echo = answer.Echo });
        return new ChoiceResponse(asked, choices)
        {
            Id = ResourceId.New("cmpl-"),
            Kind = ("text_completion", "text_completion"),
            Fingerprint = model.Fingerprint,
            Created = stores.Jobs.Now,
            PromptTokens = prompts.Sum(prompt => model.CountTokens(Conversation.OfPrompt(prompt))),
        }.Respond(cancellation);
    }

    private static SamplingOptions ReadOptions(AskedRequest asked, int prompts)
    {
        Arguments arguments = asked.Arguments;
        SamplingOptions options = SamplingOptions.Read(arguments) with
        {
            LogProbs = (int?)arguments.Integer("logprobs", 0, 5),
        };
        if (prompts == 0)
        {
            throw RequestFailure.Missing("prompt");
        }

        if ((long)prompts * options.Count > MaxAnswers)
        {
            throw RequestFailure.Invalid(
                "n", $"The prompts times 'n' are more than the {MaxAnswers} answers that one request may have.");
        }

        if (arguments.Integer("best_of", options.Count, 20) > 1 && asked.IsStreamed)
        {
            throw RequestFailure.Invalid("best_of", "The best of several answers can't be streamed.");
        }

        return arguments.Text("suffix") is null or ""
            ? options
            : throw RequestFailure.Invalid("suffix", "The local engine does not fill in text before a suffix.");
    }
}
