namespace OpenAIFineTune;

/// <summary>How often one label was answered where another was expected.</summary>
/// <param name="Expected">The label of the example.</param>
/// <param name="Answered">The label that the model gave.</param>
/// <param name="Count">How often.</param>
public sealed record ConfusionCell(string Expected, string Answered, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Expected} answered as {Answered}: {Count}";
}
