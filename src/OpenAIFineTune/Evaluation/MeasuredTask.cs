namespace OpenAIFineTune.Evaluation;

/// <summary>Tells labels from texts by how often they repeat.</summary>
internal static class MeasuredTask
{
    /// <summary>
    /// A classification when there are fewer than a third as many different completions as examples, the rule by which
    /// training data are told apart too.
    /// </summary>
    public static FineTuneTaskType Of(IReadOnlyList<EvaluationExample> examples)
    {
        int distinct = examples.Select(example => example.Completion).Distinct(StringComparer.Ordinal).Count();
        return distinct * 3 <= examples.Count || distinct == 1
            ? FineTuneTaskType.Classification
            : FineTuneTaskType.ConditionalGeneration;
    }
}
