using System.Text;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Inference;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>One answer in the shape of the chat endpoint.</summary>
internal sealed record ChatChoice(int Index, Answer Answer, SamplingOptions Options)
{
    public JsonObject Describe() => new()
    {
        ["index"] = Index,
        ["message"] = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = Answer.Text,
            ["refusal"] = null,
            ["annotations"] = new JsonArray(),
        },
        ["logprobs"] = Probabilities(Answer.Tokens),
        ["finish_reason"] = Answer.FinishReason,
    };

    /// <summary>The answer in pieces, as it is streamed: the role, the tokens, and why it ends.</summary>
    public IEnumerable<JsonObject> Pieces()
    {
        yield return Piece(new JsonObject { ["role"] = "assistant", ["content"] = "", ["refusal"] = null }, []);
        foreach (AnswerToken token in Answer.Tokens)
        {
            yield return Piece(new JsonObject { ["content"] = token.Text }, [token]);
        }

        yield return Piece([], [], Answer.FinishReason);
    }

    private JsonObject Piece(JsonObject delta, IReadOnlyList<AnswerToken> tokens, string? finishReason = null) => new()
    {
        ["index"] = Index,
        ["delta"] = delta,
        ["logprobs"] = tokens.Count > 0 ? Probabilities(tokens) : null,
        ["finish_reason"] = finishReason,
    };

    private JsonObject? Probabilities(IReadOnlyList<AnswerToken> tokens) => Options.LogProbs is null
        ? null
        : new JsonObject
        {
            ["content"] = new JsonArray([.. tokens.Select(Describe)]),
            ["refusal"] = null,
        };

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
