namespace OpenAIFineTune.Protocol.Labels;

/// <summary>How well one label was told from the others.</summary>
/// <param name="Label">The label.</param>
/// <param name="Right">How many examples of it got it as their answer.</param>
/// <param name="Support">How many examples have it.</param>
/// <param name="Predicted">How many answers were it.</param>
internal sealed record LabelScore(string Label, int Right, int Support, int Predicted)
{
    /// <summary>The share of its answers that are right; 0 when it was never answered.</summary>
    public double Precision => Share(Right, Predicted);

    /// <summary>The share of its examples that were found; 0 when there are none.</summary>
    public double Recall => Share(Right, Support);

    /// <summary>The weighted harmonic mean of precision and recall; recall counts beta times as much.</summary>
    public double F(double beta = 1)
    {
        double square = beta * beta;
        return Share((1 + square) * Precision * Recall, (square * Precision) + Recall);
    }

    /// <summary>The scores of all labels that occur.</summary>
    public static IReadOnlyList<LabelScore> Of(IReadOnlyCollection<(string Expected, string Answered)> answers)
    {
        Dictionary<string, int> right = Count(
            answers.Where(answer => answer.Expected == answer.Answered).Select(answer => answer.Expected));
        Dictionary<string, int> support = Count(answers.Select(answer => answer.Expected));
        Dictionary<string, int> predicted = Count(answers.Select(answer => answer.Answered));
        return
        [
            .. support.Keys.Union(predicted.Keys).Select(label => new LabelScore(
                label,
                right.GetValueOrDefault(label),
                support.GetValueOrDefault(label),
                predicted.GetValueOrDefault(label))),
        ];
    }

    /// <summary>The mean F1, each label weighing as much as it has examples.</summary>
    public static double WeightedF1(IReadOnlyCollection<(double F1, int Support)> labels)
        => Share(labels.Sum(label => label.F1 * label.Support), labels.Sum(label => label.Support));

    private static Dictionary<string, int> Count(IEnumerable<string> labels)
        => labels.GroupBy(label => label, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count());

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
