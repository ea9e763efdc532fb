namespace OpenAIFineTune.Engine.Baseline;

/// <summary>How one example was answered.</summary>
internal readonly record struct Outcome(double Loss, bool IsRight)
{
    // A completion that the model has never seen has no probability; this keeps the mean finite.
    private const double LeastProbability = 1e-7;

    public static Outcome Of(double probability, bool isRight)
        => new(-Math.Log(Math.Clamp(probability, LeastProbability, 1)), isRight);
}
