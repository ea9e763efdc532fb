namespace OpenAIFineTune.Engine.Baseline;

/// <summary>What a model would answer.</summary>
/// <param name="Candidates">
/// The most probable completions as they stood in the training data, best first, with the probability from 0 to 1 that
/// the model gives each; at least one.
/// </param>
internal sealed record Prediction(IReadOnlyList<(string Completion, double Probability)> Candidates)
{
    public string Completion => Candidates[0].Completion;

    public double Probability => Candidates[0].Probability;
}
