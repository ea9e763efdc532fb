namespace OpenAIFineTune.Engine.Learning;

/// <summary>An answer that is written to its end.</summary>
/// <param name="Text">All of it.</param>
/// <param name="TokenCount">How many tokens it has.</param>
/// <param name="FinishReason">The protocol's word for why it ends.</param>
internal sealed record Answer(string Text, int TokenCount, string FinishReason)
{
    /// <summary>Puts together the tokens of an answer with its end.</summary>
    public static Answer Of(IEnumerable<AnswerToken> tokens)
    {
        List<AnswerToken> all = [.. tokens];
        return new Answer(string.Concat(all.Select(token => token.Text)), all.Count - 1, all[^1].FinishReason!);
    }
}
