using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Writes completions that a model predicts, token by token.</summary>
internal static class PredictionWriter
{
    /// <summary>The answers to one prompt, as many as asked for, each chosen when it is taken.</summary>
    public static IEnumerable<IEnumerable<AnswerToken>> Write(Prediction prediction, SamplingOptions options)
    {
        Random random = options.Seed is long seed ? new Random(unchecked((int)seed)) : new Random();
        return Enumerable.Range(0, options.Count)
            .Select(index => Write(Choose(prediction, options, index, random), prediction, options));
    }

    // Without a temperature the most probable ones in their order; with one they are drawn at random.
    private static string Choose(Prediction prediction, SamplingOptions options, int index, Random random)
    {
        IReadOnlyList<(string Completion, double Probability)> candidates = prediction.Candidates;
        if (options.Temperature is not > 0)
        {
            return candidates[Math.Min(index, candidates.Count - 1)].Completion;
        }

        double[] weights = [.. candidates.Select(c => Math.Pow(c.Probability, 1 / options.Temperature.Value))];
        double draw = random.NextDouble() * weights.Sum();
        for (int i = 0; i < weights.Length; i++)
        {
            draw -= weights[i];
            if (draw < 0)
            {
                return candidates[i].Completion;
            }
        }

        return prediction.Completion;
    }

    private static IEnumerable<AnswerToken> Write(string completion, Prediction prediction, SamplingOptions options)
    {
        IReadOnlyList<string> pieces = Tokenizer.Split(Cut(completion, options.Stop));
        int count = Math.Min(pieces.Count, options.MaxTokens ?? int.MaxValue);
        string before = "";
        for (int i = 0; i < count; i++)
        {
            if (options.LogProbs is int likely)
            {
                yield return Weigh(pieces[i], before, prediction, likely);
                before += pieces[i];
            }
            else
            {
                yield return new AnswerToken(pieces[i], 0, []);
            }
        }

        yield return AnswerToken.End(isCut: count < pieces.Count);
    }

    private static string Cut(string completion, IReadOnlyList<string> stops)
    {
        int end = stops.Where(stop => stop.Length > 0)
            .Select(stop => completion.IndexOf(stop, StringComparison.Ordinal))
            .Where(found => found >= 0).DefaultIfEmpty(completion.Length).Min();
        return completion[..end];
    }

    // The probability of a piece is that of the completions that go on with it, among those that began the same way.
    private static AnswerToken Weigh(string piece, string before, Prediction prediction, int likelyCount)
    {
        double total = 0;
        Dictionary<string, double> next = new(StringComparer.Ordinal);
        foreach ((string completion, double probability) in prediction.Candidates)
        {
            if (completion.StartsWith(before, StringComparison.Ordinal))
            {
                total += probability;
                string follows = Tokenizer.First(completion, before.Length);
                next[follows] = next.GetValueOrDefault(follows) + probability;
            }
        }

        // At the first piece the completions that are not listed count as well.
        double all = before.Length == 0 ? 1 : total;
        IEnumerable<(string, double)> likely = next.OrderByDescending(pair => pair.Value)
            .Take(likelyCount).Select(pair => (pair.Key, LogOf(pair.Value / all)));
        return new AnswerToken(piece, LogOf(next.GetValueOrDefault(piece) / all), [.. likely]);
    }

    // OpenAI writes -9999 for a token that is as good as impossible; JSON has no infinity.
    private static double LogOf(double probability)
        => probability > 0 ? Math.Round(Math.Min(0, Math.Log(probability)), 8) : -9999;
}
