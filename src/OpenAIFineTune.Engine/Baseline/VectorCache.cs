namespace OpenAIFineTune.Engine.Baseline;

/// <summary>Texts as vectors; as many as fit are kept, the rest are made again each time.</summary>
internal sealed class VectorCache(FeatureSpace space, IReadOnlyList<TrainingExample> examples, int maxFeatures)
{
    private readonly FeatureVector?[] _vectors = new FeatureVector?[examples.Count];
    private readonly TextVectorizer _vectorizer = new(space);
    private int _left = maxFeatures;

    public FeatureVector this[int index]
    {
        get
        {
            if (_vectors[index] is FeatureVector known)
            {
                return known;
            }

            FeatureVector vector = _vectorizer.Vectorize(examples[index].Prompt);
            if (vector.Rows.Length <= _left)
            {
                _left -= vector.Rows.Length;
                _vectors[index] = vector;
            }

            return vector;
        }
    }
}
