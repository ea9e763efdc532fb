using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>One answer in the shape of an endpoint, either whole or in pieces while it is written.</summary>
internal abstract class Choice(int index, IEnumerable<AnswerToken> tokens, SamplingOptions options)
{
    // In characters: what a token takes whose probability is told.
    private const long TokenSize = 64;

    /// <summary>The prompt in its tokens, where it is to stand before its answer; null where not.</summary>
    public IReadOnlyList<string>? Echo { get; init; }

    /// <summary>How many tokens it has so far.</summary>
    public int TokenCount { get; private set; }

    /// <summary>The memory that it takes so far, in characters.</summary>
    public long Size { get; private set; }

    protected int Index => index;

    protected bool HasProbabilities => options.LogProbs is not null;

    /// <summary>The whole answer.</summary>
    public JsonObject Describe()
    {
        foreach (string text in Echo ?? [])
        {
            AddSize(text);
        }

        List<AnswerToken> all = [.. Written()];
        return Describe(all[..^1], all[^1].FinishReason!);
    }

    /// <summary>What stands before the tokens, the tokens, and why they end.</summary>
    public abstract IEnumerable<JsonObject> Pieces();

    protected abstract JsonObject Describe(List<AnswerToken> all, string finishReason);

    /// <summary>The tokens with their end, counted as they are written.</summary>
    protected IEnumerable<AnswerToken> Written()
    {
        foreach (AnswerToken token in tokens)
        {
            TokenCount += token.FinishReason is null ? 1 : 0;
            AddSize(token.Text);
            yield return token;
        }
    }

    private void AddSize(string text) => Size += text.Length + ((options.LogProbs + 1L ?? 0) * TokenSize);
}
