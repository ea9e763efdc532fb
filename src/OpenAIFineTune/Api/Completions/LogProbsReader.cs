using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Completions;

/// <summary>
/// Reads token probabilities: parallel arrays (<c>tokens</c>, <c>token_logprobs</c>, <c>top_logprobs</c>) from the
/// completions endpoint, a list of objects under <c>content</c> from the chat endpoint.
/// </summary>
internal static class LogProbsReader
{
    public static IReadOnlyList<TokenLogProb>? Read(JsonElement? logprobs)
    {
        if (logprobs is not { ValueKind: JsonValueKind.Object } found)
        {
            return null;
        }

        TokenLogProb[] tokens = found.TryGetProperty("tokens", out _)
            ? ReadArrays(found) : [.. found.Items("content").Select(ReadToken)];
        return tokens.Length == 0 ? null : tokens;
    }

    private static TokenLogProb ReadToken(JsonElement token)
    {
        Dictionary<string, double> alternatives = [];
        foreach (JsonElement alternative in token.Items("top_logprobs"))
        {
            alternatives[alternative.Text("token") ?? ""] = alternative.Number("logprob") ?? double.NaN;
        }

        return new TokenLogProb(token.Text("token") ?? "", token.Number("logprob") ?? double.NaN, alternatives);
    }

    private static TokenLogProb[] ReadArrays(JsonElement logprobs)
    {
        string[] tokens = [.. logprobs.Items("tokens").Select(token => token.ToString())];

        // The first token of an echoed prompt has no probability: null.
        JsonElement[] values = [.. logprobs.Items("token_logprobs")];
        JsonElement[] top = [.. logprobs.Items("top_logprobs")];
        return [.. tokens.Select((token, i) => new TokenLogProb(
            token, Number(values.ElementAtOrDefault(i)), Alternatives(top.ElementAtOrDefault(i))))];
    }

    private static Dictionary<string, double> Alternatives(JsonElement place)
        => place.ValueKind == JsonValueKind.Object ? place.EnumerateObject().ToMap(Number) : [];

    private static double Number(JsonElement value)
        => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
}
