namespace OpenAIFineTune.Engine.Baseline;

/// <summary>The answer to a prompt.</summary>
/// <param name="Completion">The completion text as it stood in the training data.</param>
/// <param name="Probability">How probable the model holds it, from 0 to 1.</param>
/// <param name="Alternatives">The most probable completions, best first, this one included.</param>
/// <param name="IsNearestExample">
/// True when the answer is the completion of the most similar training example, because the data are not classes.
/// </param>
internal sealed record Prediction(
    string Completion,
    double Probability,
    IReadOnlyList<(string Completion, double Probability)> Alternatives,
    bool IsNearestExample);
