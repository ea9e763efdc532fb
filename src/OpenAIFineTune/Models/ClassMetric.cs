namespace OpenAIFineTune;

/// <summary>How well a model tells one label from the others.</summary>
public sealed class ClassMetric
{
    /// <summary>The label; empty for answers without text.</summary>
    public required string Label { get; init; }

    /// <summary>How many answered examples have this label.</summary>
    public int Support { get; init; }

    /// <summary>How many answers were this label.</summary>
    public int Predicted { get; init; }

    /// <summary>The share of answers with this label that are right; 0 when the model never gave it.</summary>
    public double Precision { get; init; }

    /// <summary>The share of examples with this label that were found; 0 when there are none.</summary>
    public double Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
