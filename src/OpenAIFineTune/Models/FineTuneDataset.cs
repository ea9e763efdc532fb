namespace OpenAIFineTune;

/// <summary>Training data that is ready to be uploaded.</summary>
public sealed class FineTuneDataset
{
    /// <summary>The path of the training file; null when nothing was written (<c>-WhatIf</c>).</summary>
    public string? TrainingFile { get; init; }

    /// <summary>The path of the validation file; null without one.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>The shape of the lines.</summary>
    public FineTuneFormat Format { get; init; }

    /// <summary>What kind of answer the examples teach.</summary>
    public FineTuneTaskType TaskType { get; init; }

    /// <summary>Examples in both files together.</summary>
    public long ExampleCount { get; init; }

    /// <summary>Examples in the training file.</summary>
    public long TrainingCount { get; init; }

    /// <summary>Examples in the validation file.</summary>
    public long ValidationCount { get; init; }

    /// <summary>What ends every prompt; null in chat formats and for open-ended data.</summary>
    public string? Separator { get; init; }

    /// <summary>What ends every completion; null where nothing does.</summary>
    public string? StopSequence { get; init; }

    /// <summary>How many different labels there are; null unless this is a classification.</summary>
    public int? ClassCount { get; init; }

    /// <summary>With two labels, the more frequent one, as the model writes it; null otherwise.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>What the rules changed.</summary>
    public IReadOnlyList<FineTuneRemediation> Remediations { get; init => field = value.ToArray(); } = [];

    /// <summary>What was found and not changed.</summary>
    public IReadOnlyList<FineTuneDataIssue> Issues { get; init => field = value.ToArray(); } = [];

    /// <inheritdoc/>
    public override string ToString() => TrainingFile ?? $"{ExampleCount} examples";
}
