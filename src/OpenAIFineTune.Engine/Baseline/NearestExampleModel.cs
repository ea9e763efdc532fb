namespace OpenAIFineTune.Engine.Baseline;

/// <summary>
/// Answers with the completion of the training example whose prompt is most alike, by the cosine of their features.
/// It never writes new text.
/// </summary>
internal sealed class NearestExampleModel : BaselineModel
{
    private readonly FeatureSpace _space;
    private readonly InvertedIndex _index;

    public NearestExampleModel(TrainingExample[] examples, CancellationToken cancellation)
    {
        Examples = examples;
        _space = FeatureSpace.Fit(
            examples.Select(example => example.Prompt), SoftmaxModel.MaxWeights, earlier: null, cancellation);
        _index = new InvertedIndex(_space, examples, cancellation);
    }

    public TrainingExample[] Examples { get; }

    public override string Fingerprint => "nearest_example";

    public override Prediction Predict(string prompt)
    {
        float[] similarities = SimilaritiesTo(prompt);
        return new Prediction(
        [
            .. Enumerable.Range(0, similarities.Length)
                .OrderByDescending(example => similarities[example])
                .Select(example => (Examples[example].Completion, ProbabilityOf(similarities[example])))
                .DistinctBy(pair => pair.Completion).Take(AlternativeCount),
        ]);
    }

    /// <summary>How an example is answered; the loss is how far the nearest example is.</summary>
    public Outcome Answer(TrainingExample example)
    {
        float[] similarities = SimilaritiesTo(example.Prompt);
        int nearest = Array.IndexOf(similarities, similarities.Max());
        return Outcome.Of(
            ProbabilityOf(similarities[nearest]), Examples[nearest].Completion == example.Completion);
    }

    internal static NearestExampleModel ReadBody(ModelReader reader)
    {
        string[] prompts = reader.ReadTexts();
        string[] completions = reader.ReadTexts();
        return prompts.Length > 0 && prompts.Length == completions.Length
            ? new NearestExampleModel([.. prompts.Zip(completions, (p, c) => new TrainingExample(p, c))], default)
            : throw reader.Corrupt("its parts do not fit together");
    }

    private static double ProbabilityOf(float similarity) => Math.Clamp((double)similarity, 0, 1);

    private float[] SimilaritiesTo(string prompt) => _index.Similarities(new TextVectorizer(_space).Vectorize(prompt));

    // The index is made again on loading: the texts are a tenth of its size.
    protected override void WriteBody(ModelWriter writer)
    {
        writer.Write([.. Examples.Select(example => example.Prompt)]);
        writer.Write([.. Examples.Select(example => example.Completion)]);
    }
}
