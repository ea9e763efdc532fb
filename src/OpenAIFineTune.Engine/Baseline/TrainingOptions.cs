namespace OpenAIFineTune.Engine.Baseline;

/// <summary>How a training runs.</summary>
/// <param name="Epochs">How often every example is seen.</param>
/// <param name="BatchSize">Examples in one step.</param>
/// <param name="LearningRateMultiplier">Scales the learner's own rate; 1 leaves it as it is.</param>
/// <param name="Seed">Decides the order of the examples; the same seed gives the same model.</param>
internal sealed record TrainingOptions(int Epochs, int BatchSize, double LearningRateMultiplier, long Seed)
{
    /// <summary>What <c>auto</c> means: few examples are seen more often and in smaller batches.</summary>
    public static TrainingOptions Auto(int exampleCount, long seed = 0) => new(
        Epochs: Math.Clamp(20_000 / Math.Max(exampleCount, 1), 4, 20),
        BatchSize: Math.Clamp(exampleCount / 200, 1, 64),
        LearningRateMultiplier: 1,
        seed);
}
