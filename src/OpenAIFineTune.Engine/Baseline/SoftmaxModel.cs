namespace OpenAIFineTune.Engine.Baseline;

/// <summary>A linear classifier: a weight for every feature and class, and a softmax over the sums.</summary>
internal sealed class SoftmaxModel(FeatureSpace space, string[] completions, float[] weights) : BaselineModel
{
    /// <summary>Weights in memory at most; twice as many numbers are needed beside them while training.</summary>
    public const int MaxWeights = 20_000_000;

    /// <summary>Numbers that one file may hold of them, and of what is kept for each while training.</summary>
    public const int MaxStoredWeights = int.MaxValue / 8;

    public override string Fingerprint => "classifier";

    public FeatureSpace Space { get; } = space;

    /// <summary>The classes.</summary>
    public string[] Completions { get; } = completions;

    /// <summary>The classes' weights row by row; the last row is the bias.</summary>
    public float[] Weights { get; } = weights;

    /// <summary>
    /// A model before its first epoch: its weights are zero, or those of an earlier one, whose classes and words stay.
    /// </summary>
    public static SoftmaxModel Begin(
        IReadOnlyList<TrainingExample> examples, SoftmaxModel? earlier, CancellationToken cancellation)
    {
        string[] completions =
        [
            .. examples.Select(example => example.Completion)
                .Concat(earlier?.Completions ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        FeatureSpace space = FeatureSpace.Fit(
            examples.Select(example => example.Prompt), MaxWeights / completions.Length, earlier?.Space, cancellation);
        SoftmaxModel model = new(space, completions, new float[(space.RowCount + 1) * completions.Length]);
        if (earlier is not null)
        {
            CopyWeights(earlier, model);
        }

        return model;
    }

    public override Prediction Predict(string prompt)
    {
        float[] probabilities = new float[Completions.Length];
        Probabilities(new TextVectorizer(Space).Vectorize(prompt), probabilities);
        return new Prediction(
        [
            .. Enumerable.Range(0, probabilities.Length)
                .OrderByDescending(label => probabilities[label]).Take(AlternativeCount)
                .Select(label => (Completions[label], (double)probabilities[label])),
        ]);
    }

    /// <summary>The probability of each class for a text.</summary>
    public void Probabilities(FeatureVector text, Span<float> probabilities)
    {
        probabilities.Clear();
        for (int i = 0; i < text.Rows.Length; i++)
        {
            RowMath.AddScaled(probabilities, Row(Weights, text.Rows[i]), text.Values[i]);
        }

        RowMath.Softmax(probabilities);
    }

    /// <summary>The part of a table shaped like <see cref="Weights"/> that belongs to one feature.</summary>
    public Span<float> Row(float[] table, int row) => table.AsSpan(row * Completions.Length, Completions.Length);

    internal static SoftmaxModel ReadBody(ModelReader reader)
    {
        FeatureSpace space = FeatureSpace.Load(reader);
        string[] completions = reader.ReadTexts();
        float[] weights = reader.ReadFloats(MaxStoredWeights);
        return completions.Length > 0 && weights.LongLength == (space.RowCount + 1L) * completions.Length
            ? new SoftmaxModel(space, completions, weights) : throw reader.Corrupt("its parts do not fit together");
    }

    protected override void WriteBody(ModelWriter writer)
    {
        Space.Save(writer);
        writer.Write(Completions);
        writer.Write(Weights);
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
