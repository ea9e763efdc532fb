using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Inference;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>One answer in the shape of the completions endpoint.</summary>
internal sealed record CompletionChoice(int Index, string Prompt, Answer Answer, SamplingOptions Options)
{
    private bool IsEchoed => Options.Echo;

    public JsonObject Describe()
        => Describe((IsEchoed ? Prompt : "") + Answer.Text, Answer.FinishReason, Answer.Tokens, IsEchoed);

    /// <summary>The answer in pieces, as it is streamed; the last one says why it ends.</summary>
    public IEnumerable<JsonObject> Pieces()
    {
        if (IsEchoed)
        {
            yield return Describe(Prompt, null, [], withPrompt: true);
        }

        int place = IsEchoed ? Prompt.Length : 0;
        foreach (AnswerToken token in Answer.Tokens)
        {
            yield return Describe(token.Text, null, [token], withPrompt: false, place);
            place += token.Text.Length;
        }

        yield return Describe("", Answer.FinishReason, [], withPrompt: false, place);
    }

    private JsonObject Describe(
        string text, string? finishReason, IReadOnlyList<AnswerToken> tokens, bool withPrompt, int place = 0) => new()
        {
            ["text"] = text,
            ["index"] = Index,
            ["logprobs"] = Options.LogProbs is null ? null : DescribeProbabilities(tokens, withPrompt, place),
            ["finish_reason"] = finishReason,
        };

    private JsonObject DescribeProbabilities(IReadOnlyList<AnswerToken> tokens, bool withPrompt, int place)
    {
        JsonArray texts = [];
        JsonArray offsets = [];
        JsonArray probabilities = [];
        JsonArray likely = [];

        // The prompt's own tokens have no probability: the learner does not write prompts.
        IEnumerable<(string Text, AnswerToken? Token)> prompt = withPrompt
            ? Tokenizer.Split(Prompt).Select(piece => (piece, (AnswerToken?)null))
            : [];
        foreach ((string text, AnswerToken? token) in prompt.Concat(tokens.Select(t => (t.Text, (AnswerToken?)t))))
        {
            texts.Add(text);
            offsets.Add(place);
            probabilities.Add(token?.LogProb);
            likely.Add(token is null ? null : LikelyOf(token));
            place += text.Length;
        }

        return new JsonObject
        {
            ["tokens"] = texts,
            ["token_logprobs"] = probabilities,
            ["top_logprobs"] = likely,
            ["text_offset"] = offsets,
        };
    }

    private static JsonObject LikelyOf(AnswerToken token)
        => new(token.Likely.Select(entry => KeyValuePair.Create(entry.Text, (JsonNode?)entry.LogProb)));
}
