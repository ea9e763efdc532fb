namespace OpenAIFineTune.Asking;

/// <summary>Gathers a model's answers and makes the measurement of them.</summary>
internal sealed class Measurement(string model, string path, FineTuneTaskType taskType)
{
    private readonly List<MeasuredAnswer> _answers = [];
    private readonly Dictionary<string, int> _errors = new(StringComparer.Ordinal);

    public string Model => model;

    public bool HasAnswers => _answers.Count > 0;

    public void Add(MeasuredAnswer answer) => _answers.Add(answer);

    public void AddFailure(string errorId) => _errors[errorId] = _errors.GetValueOrDefault(errorId) + 1;

    public FineTunedModelMeasurement Finish(string connection)
    {
        bool isClassification = taskType == FineTuneTaskType.Classification;
        ConfusionMatrix? confusion = isClassification ? ClassMetrics.Confusion(_answers) : null;
        IReadOnlyList<ClassMetric> classes = confusion is null ? [] : ClassMetrics.Of(confusion);
        double exact = _answers.Average(answer => answer.IsRight ? 1.0 : 0.0);
        int failed = _errors.Values.Sum();
        return new FineTunedModelMeasurement
        {
            Model = model,
            Path = path,
            TaskType = taskType,
            ExampleCount = _answers.Count + failed,
            AnsweredCount = _answers.Count,
            ErrorCount = failed,
            Errors = _errors,
            ExactMatch = exact,
            Accuracy = isClassification ? exact : null,
            MacroF1 = isClassification ? ClassMetrics.MacroF1(classes) : null,
            WeightedF1 = isClassification ? ClassMetrics.WeightedF1(classes) : null,
            WordF1 = _answers.Average(answer => WordOverlap.F1(answer.Expected, answer.Answer)),
            Classes = classes,
            ConfusionMatrix = confusion,
            Latency = Latency(),
            Usage = TotalUsage(),
            Mistakes = [.. _answers.Where(answer => !answer.IsRight)],
            Connection = connection,
        };
    }

    private LatencyStatistics? Latency()
    {
        TimeSpan[] sorted = [.. _answers.Select(answer => answer.Latency).Order()];
        return sorted.Length == 0
            ? null
            : new LatencyStatistics(
                TimeSpan.FromTicks((long)sorted.Average(latency => latency.Ticks)),
                At(sorted, 0.5),
                At(sorted, 0.95),
                sorted[^1]);
    }

    // The nearest rank: a latency that was measured, not one between two.
    private static TimeSpan At(TimeSpan[] sorted, double share)
        => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private TokenUsage? TotalUsage()
    {
        TokenUsage[] known = [.. _answers.Select(answer => answer.Usage).OfType<TokenUsage>()];
        return known.Length == 0
            ? null
            : new TokenUsage(
                known.Sum(usage => usage.PromptTokens),
                known.Sum(usage => usage.CompletionTokens),
                known.Sum(usage => usage.TotalTokens));
    }
}
