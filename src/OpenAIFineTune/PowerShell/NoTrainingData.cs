namespace OpenAIFineTune.PowerShell;

/// <summary>
/// What stands where training data should: a row for which the command gives one clear error instead of one each.
/// </summary>
/// <param name="Text">What it is.</param>
/// <param name="Advice">What to give instead.</param>
internal sealed record NoTrainingData(string Text, string Advice)
{
    /// <summary>The error.</summary>
    public FineTuneException ToException()
        => new("NotTrainingData", $"There is nothing to train on: {Text}.") { Target = Text, Advice = Advice };

    /// <inheritdoc/>
    public override string ToString() => Text;
}
