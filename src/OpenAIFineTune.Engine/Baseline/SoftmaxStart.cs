namespace OpenAIFineTune.Engine.Baseline;

/// <summary>The state of a classifier before its first epoch.</summary>
internal static class SoftmaxStart
{
    /// <summary>Weights of zero, or those of an earlier model, whose classes and words stay known.</summary>
    public static TrainingState Create(
        IReadOnlyList<TrainingExample> examples, SoftmaxModel? earlier, CancellationToken cancellation)
    {
        string[] completions =
        [
            .. examples.Select(example => example.Completion)
                .Concat(earlier?.Completions ?? [])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        int maxRows = SoftmaxModel.MaxWeights / completions.Length;
        FeatureSpace space = FeatureSpace.Fit(
            examples.Select(example => example.Prompt), maxRows, earlier?.Space, cancellation);
        float[] weights = new float[(space.RowCount + 1) * completions.Length];
        SoftmaxModel model = new(space, completions, weights);
        if (earlier is not null)
        {
            CopyWeights(earlier, model);
        }

        return new TrainingState(0, model, new float[weights.Length]);
    }

    private static void CopyWeights(SoftmaxModel from, SoftmaxModel to)
    {
        int[] classes = [.. from.Completions.Select(label => Array.IndexOf(to.Completions, label))];
        for (int row = 0; row <= from.Space.RowCount; row++)
        {
            int target = row == from.Space.RowCount ? to.Space.RowCount : to.Space.RowOf(from.Space, row);
            if (target < 0)
            {
                continue;
            }

            Span<float> old = from.Row(from.Weights, row);
            Span<float> fresh = to.Row(to.Weights, target);
            for (int label = 0; label < classes.Length; label++)
            {
                fresh[classes[label]] = old[label];
            }
        }
    }
}
