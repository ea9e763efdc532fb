using OpenAIFineTune.Protocol.Labels;

namespace OpenAIFineTune.Asking;

/// <summary>Precision, recall and F1 of labels, and who was taken for whom.</summary>
internal static class ClassMetrics
{
    public static ConfusionMatrix Confusion(IReadOnlyList<MeasuredAnswer> answers)
    {
        ConfusionCell[] cells =
        [
            .. answers.GroupBy(answer => (answer.Expected, answer.Answer))
                .Select(group => new ConfusionCell(group.Key.Expected, group.Key.Answer, group.Count()))
                .OrderByDescending(cell => cell.Count)
                .ThenBy(cell => cell.Expected, StringComparer.Ordinal)
                .ThenBy(cell => cell.Answered, StringComparer.Ordinal),
        ];
        IEnumerable<string> labels = ByFrequency(cells, cell => cell.Expected)
            .Union(ByFrequency(cells, cell => cell.Answered));
        return new ConfusionMatrix([.. labels], cells);
    }

    public static IReadOnlyList<ClassMetric> Of(ConfusionMatrix confusion)
    {
        Dictionary<string, int> support = Sums(confusion.Cells, cell => cell.Expected);
        Dictionary<string, int> predicted = Sums(confusion.Cells, cell => cell.Answered);
        return
        [
            .. confusion.Labels.Select(label => Metric(new LabelScore(
                label, confusion[label, label], support.GetValueOrDefault(label), predicted.GetValueOrDefault(label)))),
        ];
    }

    /// <summary>The mean F1 of all labels that occur, as scikit-learn averages it.</summary>
    public static double MacroF1(IReadOnlyList<ClassMetric> classes) => classes.Average(metric => metric.F1);

    /// <summary>The mean F1, each label weighing as much as it has examples.</summary>
    public static double WeightedF1(IReadOnlyList<ClassMetric> classes)
        => LabelScore.WeightedF1([.. classes.Select(metric => (metric.F1, metric.Support))]);

    private static ClassMetric Metric(LabelScore score) => new()
    {
        Label = score.Label,
        Support = score.Support,
        Predicted = score.Predicted,
        Precision = score.Precision,
        Recall = score.Recall,
        F1 = score.F(),
    };

    private static IEnumerable<string> ByFrequency(ConfusionCell[] cells, Func<ConfusionCell, string> label)
        => Sums(cells, label)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key);

    private static Dictionary<string, int> Sums(IEnumerable<ConfusionCell> cells, Func<ConfusionCell, string> label)
        => cells.GroupBy(label).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Count));
}
