using System.Text;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>One answer in the shape of the chat endpoint.</summary>
internal sealed class ChatChoice(int index, IEnumerable<AnswerToken> tokens, SamplingOptions options)
    : Choice(index, tokens, options)
{
    public override IEnumerable<JsonObject> Pieces()
    {
        yield return Piece(new JsonObject { ["role"] = "assistant", ["content"] = "", ["refusal"] = null });
        foreach (AnswerToken token in Written())
        {
            yield return token.FinishReason is null
                ? Piece(new JsonObject { ["content"] = token.Text }, Probabilities([token]))
                : Piece([], finishReason: token.FinishReason);
        }
    }

    protected override JsonObject Describe(List<AnswerToken> all, string finishReason) => new()
    {
        ["index"] = Index,
        ["message"] = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = string.Concat(all.Select(token => token.Text)),
            ["refusal"] = null,
            ["annotations"] = new JsonArray(),
        },
        ["logprobs"] = Probabilities(all),
        ["finish_reason"] = finishReason,
    };

    private JsonObject Piece(JsonObject delta, JsonObject? probabilities = null, string? finishReason = null) => new()
    {
        ["index"] = Index,
        ["delta"] = delta,
        ["logprobs"] = probabilities,
        ["finish_reason"] = finishReason,
    };

    private JsonObject? Probabilities(List<AnswerToken> tokens) => HasProbabilities
        ? new JsonObject { ["content"] = new JsonArray([.. tokens.Select(Describe)]), ["refusal"] = null }
        : null;

    private static JsonObject Describe(AnswerToken token)
    {
        JsonObject described = Describe(token.Text, token.LogProb);
        described["top_logprobs"] =
            new JsonArray([.. token.Likely.Select(entry => Describe(entry.Text, entry.LogProb))]);
        return described;
    }

    private static JsonObject Describe(string text, double logProb) => new()
    {
        ["token"] = text,
        ["logprob"] = logProb,
        ["bytes"] = new JsonArray([.. Encoding.UTF8.GetBytes(text).Select(b => (JsonNode?)(int)b)]),
    };
}
