using OpenAIFineTune.Engine.Baseline;

namespace OpenAIFineTune.Engine.Inference;

/// <summary>Makes answers of what a model predicts.</summary>
internal static class Answerer
{
    /// <summary>The answers to one prompt, as many as asked for, each made when it is taken.</summary>
    public static IEnumerable<Answer> Make(Prediction prediction, SamplingOptions options)
    {
        Random random = options.Seed is long seed ? new Random(unchecked((int)seed)) : new Random();
        return Enumerable.Range(0, options.Count)
            .Select(index => Make(Choose(prediction, options, index, random), prediction, options));
    }

    private static string Choose(Prediction prediction, SamplingOptions options, int index, Random random)
    {
        IReadOnlyList<(string Completion, double Probability)> candidates = prediction.Alternatives;
        if (options.Temperature is not > 0)
        {
            return index == 0 || candidates.Count == 0
                ? prediction.Completion
                : candidates[Math.Min(index, candidates.Count - 1)].Completion;
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

    private static Answer Make(string completion, Prediction prediction, SamplingOptions options)
    {
        IReadOnlyList<string> pieces = Tokenizer.Split(Cut(completion, options.Stop));
        int count = Math.Min(pieces.Count, options.MaxTokens ?? int.MaxValue);
        List<AnswerToken> tokens = [];
        string before = "";
        for (int i = 0; i < count; i++)
        {
            tokens.Add(options.LogProbs is int likely
                ? Weigh(pieces[i], before, prediction, likely)
                : new AnswerToken(pieces[i], 0, []));
            before = options.LogProbs is null ? before : before + pieces[i];
        }

        return new Answer(tokens, count < pieces.Count ? "length" : "stop");
    }

    private static string Cut(string completion, IReadOnlyList<string> stops)
    {
        int end = stops
            .Where(stop => stop.Length > 0)
            .Select(stop => completion.IndexOf(stop, StringComparison.Ordinal))
            .Where(found => found >= 0)
            .DefaultIfEmpty(completion.Length)
            .Min();
        return completion[..end];
    }

    // The probability of a piece is that of the completions that go on with it, among those that began the same way.
    private static AnswerToken Weigh(string piece, string before, Prediction prediction, int likelyCount)
    {
        double total = 0;
        Dictionary<string, double> next = new(StringComparer.Ordinal);
        foreach ((string completion, double probability) in prediction.Alternatives)
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
        IEnumerable<(string, double)> likely = next
            .OrderByDescending(pair => pair.Value)
            .Take(likelyCount)
            .Select(pair => (pair.Key, LogOf(pair.Value / all)));
        return new AnswerToken(piece, LogOf(next.GetValueOrDefault(piece) / all), [.. likely]);
    }

    // OpenAI writes -9999 for a token that is as good as impossible; JSON has no infinity.
    private static double LogOf(double probability)
        => probability > 0 ? Math.Round(Math.Min(0, Math.Log(probability)), 8) : -9999;
}
