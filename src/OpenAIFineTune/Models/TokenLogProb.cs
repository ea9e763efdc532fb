namespace OpenAIFineTune;

/// <summary>A token and how probable the model held it.</summary>
/// <param name="Token">The token's text.</param>
/// <param name="LogProb">The natural logarithm of its probability; 0 is certainty.</param>
/// <param name="Alternatives">The most probable tokens at this place with their logarithms.</param>
public sealed record TokenLogProb(string Token, double LogProb, IReadOnlyDictionary<string, double> Alternatives)
{
    /// <inheritdoc/>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"'{TerminalText.Of(Token)}' {LogProb:0.####}");
}
