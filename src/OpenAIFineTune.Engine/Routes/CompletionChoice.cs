using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>One answer in the shape of the completions endpoint.</summary>
internal sealed class CompletionChoice(int index, IEnumerable<AnswerToken> tokens, SamplingOptions options)
    : Choice(index, tokens, options)
{
    public override IEnumerable<JsonObject> Pieces()
    {
        if (Echo is not null)
        {
            yield return Describe([], null, Echo);
        }

        int place = (Echo ?? []).Sum(text => text.Length);
        foreach (AnswerToken token in Written())
        {
            yield return Describe(token.FinishReason is null ? [token] : [], token.FinishReason, [], place);
            place += token.Text.Length;
        }
    }

    protected override JsonObject Describe(List<AnswerToken> all, string finishReason)
        => Describe(all, finishReason, Echo ?? []);

    private JsonObject Describe(
        List<AnswerToken> tokens, string? finishReason, IReadOnlyList<string> prompt, int place = 0) => new()
        {
            ["text"] = string.Concat(prompt.Concat(tokens.Select(token => token.Text))),
            ["index"] = Index,
            ["logprobs"] = HasProbabilities ? DescribeProbabilities(tokens, prompt, place) : null,
            ["finish_reason"] = finishReason,
        };

    private static JsonObject DescribeProbabilities(List<AnswerToken> tokens, IReadOnlyList<string> prompt, int place)
    {
        JsonArray texts = [];
        JsonArray offsets = [];
        foreach (string text in prompt.Concat(tokens.Select(token => token.Text)))
        {
            texts.Add(text);
            offsets.Add(place);
            place += text.Length;
        }

        // The prompt's own tokens have no probability: the learners do not write prompts.
        IEnumerable<JsonNode?> unknown = prompt.Select(_ => (JsonNode?)null);
        return new JsonObject
        {
            ["tokens"] = texts,
            ["token_logprobs"] = new JsonArray([.. unknown.Concat(tokens.Select(t => (JsonNode?)t.LogProb))]),
            ["top_logprobs"] = new JsonArray([.. unknown.Concat(tokens.Select(LikelyOf))]),
            ["text_offset"] = offsets,
        };
    }

    private static JsonObject LikelyOf(AnswerToken token)
        => new(token.Likely.Select(entry => KeyValuePair.Create(entry.Text, (JsonNode?)entry.LogProb)));
}
