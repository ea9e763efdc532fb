namespace OpenAIFineTune;

/// <summary>Something about training data that a person should know.</summary>
public sealed class FineTuneDataIssue
{
    /// <summary>How bad it is.</summary>
    public FineTuneSeverity Severity { get; init; }

    /// <summary>The rule's name.</summary>
    public required string Rule { get; init; }

    /// <summary>The file; null for rows that came through the pipeline.</summary>
    public string? Path { get; init; }

    /// <summary>The line in the file (or row in the pipeline), from 1; null for an issue about the whole.</summary>
    public long? Line { get; init; }

    /// <summary>The column in the line, from 1; null where unknown.</summary>
    public int? Column { get; init; }

    /// <summary>What is the matter.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do about it.</summary>
    public string Recommendation { get; init; } = "";

    /// <summary>The same about a file.</summary>
    internal FineTuneDataIssue Of(string path) => new()
    {
        Severity = Severity,
        Rule = Rule,
        Path = path,
        Line = Line,
        Column = Column,
        Message = Message,
        Recommendation = Recommendation,
    };

    /// <inheritdoc/>
    public override string ToString() => (Path, Line) switch
    {
        (_, null) => $"{Rule}: {Message}",
        (null, _) => $"row {Line}: {Rule}: {Message}",
        _ => $"{Path}:{Line}: {Rule}: {Message}",
    };
}
