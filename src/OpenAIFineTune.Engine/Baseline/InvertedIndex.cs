namespace OpenAIFineTune.Engine.Baseline;

/// <summary>For each feature the examples that have it: a search reads only what they share with a prompt.</summary>
internal sealed class InvertedIndex
{
    private readonly int[] _starts;
    private readonly int[] _examples;
    private readonly float[] _values;
    private readonly int _exampleCount;

    public InvertedIndex(FeatureSpace space, IReadOnlyList<TrainingExample> examples, CancellationToken cancellation)
    {
        TextVectorizer vectorizer = new(space);
        _exampleCount = examples.Count;
        _starts = new int[space.RowCount + 1];
        foreach (TrainingExample example in examples)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int row in Features(vectorizer, example.Prompt).Rows)
            {
                _starts[row + 1]++;
            }
        }

        for (int row = 0; row < space.RowCount; row++)
        {
            _starts[row + 1] += _starts[row];
        }

        _examples = new int[_starts[^1]];
        _values = new float[_starts[^1]];
        Fill(vectorizer, examples, cancellation);
    }

    /// <summary>The cosine of a text with each example.</summary>
    public float[] Similarities(FeatureVector text)
    {
        float[] sums = new float[_exampleCount];
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

    private static FeatureVector Features(TextVectorizer vectorizer, string prompt)
    {
        // Without the bias, which every text has.
        FeatureVector all = vectorizer.Vectorize(prompt);
        return new FeatureVector(all.Rows[..^1], all.Values[..^1]);
    }

    private void Fill(
        TextVectorizer vectorizer, IReadOnlyList<TrainingExample> examples, CancellationToken cancellation)
    {
        int[] next = _starts[..^1];
        for (int example = 0; example < examples.Count; example++)
        {
            cancellation.ThrowIfCancellationRequested();
            FeatureVector features = Features(vectorizer, examples[example].Prompt);
            for (int i = 0; i < features.Rows.Length; i++)
            {
                int entry = next[features.Rows[i]]++;
                _examples[entry] = example;
                _values[entry] = features.Values[i];
            }
        }
    }
}
