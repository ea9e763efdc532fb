namespace OpenAIFineTune.Engine.Baseline;

/// <summary>For each feature the examples that have it: a search reads only what they share with a prompt.</summary>
internal sealed class InvertedIndex
{
    private readonly int[] _starts;
    private readonly int[] _examples;
    private readonly float[] _values;
    private readonly int _exampleCount;

    /// <param name="space">The features of these examples, and of no others.</param>
    /// <param name="examples">What is searched.</param>
    /// <param name="cancellation">Stops it.</param>
    public InvertedIndex(FeatureSpace space, IReadOnlyList<TrainingExample> examples, CancellationToken cancellation)
    {
        _exampleCount = examples.Count;
        _starts = new int[space.RowCount + 1];
        for (int row = 0; row < space.RowCount; row++)
        {
            _starts[row + 1] = _starts[row] + space.CountOf(row);
        }

        _examples = new int[_starts[^1]];
        _values = new float[_starts[^1]];
        Fill(new TextVectorizer(space), examples, cancellation);
    }

    /// <summary>The cosine of a text with each example.</summary>
    public float[] Similarities(FeatureVector text)
    {
        float[] sums = new float[_exampleCount];
        // Without the bias, the last one, which every text has.
        for (int i = 0; i < text.Rows.Length - 1; i++)
        {
            int row = text.Rows[i];
            float value = text.Values[i];
            for (int entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                sums[_examples[entry]] += value * _values[entry];
            }
        }

        return sums;
    }

    private void Fill(
        TextVectorizer vectorizer, IReadOnlyList<TrainingExample> examples, CancellationToken cancellation)
    {
        int[] next = _starts[..^1];
        for (int example = 0; example < examples.Count; example++)
        {
            cancellation.ThrowIfCancellationRequested();
            FeatureVector features = vectorizer.Vectorize(examples[example].Prompt);
            for (int i = 0; i < features.Rows.Length - 1; i++)
            {
                int entry = next[features.Rows[i]]++;
                _examples[entry] = example;
                _values[entry] = features.Values[i];
            }
        }
    }
}
