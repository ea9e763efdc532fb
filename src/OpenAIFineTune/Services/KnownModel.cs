namespace OpenAIFineTune.Services;

/// <summary>A base model that guides and scripts name, or the start of the names of several.</summary>
/// <param name="Name">The name, or how the names begin.</param>
internal sealed record KnownModel(string Name)
{
    /// <summary>True when it was trained on prompts and completions; everything later converses.</summary>
    public bool Completes { get; init; }

    /// <summary>The whole names that are offered at a prompt.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>True while OpenAI trains it.</summary>
    public bool IsTrained { get; init; }

    /// <summary>The last day of its training; null without one.</summary>
    public DateOnly? TrainedUntil { get; init; }

    /// <summary>The day on which it is switched off, with the models made from it; null without one.</summary>
    public DateOnly? ShutdownDate { get; init; }

    /// <summary>The model that OpenAI names in its place, which can't be fine-tuned; null for none.</summary>
    public string? Successor { get; init; }

    /// <summary>What became of it; null when there is nothing to say.</summary>
    public string? Note
    {
        get => field ?? (ShutdownDate is null ? null : Fate + (Successor is null
            ? "."
            : $"; it names {Successor}, which can't be fine-tuned."));
        init;
    }

    private string Fate => (IsTrained, TrainedUntil, Successor) switch
    {
        (true, _, _) => $"OpenAI trains it until {Text(TrainedUntil)} and switches it, and models made from it, "
            + $"off on {Text(ShutdownDate)}",
        (_, not null, _) =>
            $"OpenAI ended its training on {Text(TrainedUntil)} and switched it off on {Text(ShutdownDate)}",
        (_, _, not null) => $"OpenAI switched it, and models made from it, off on {Text(ShutdownDate)}",
        _ => $"OpenAI switched it off on {Text(ShutdownDate)}",
    };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
