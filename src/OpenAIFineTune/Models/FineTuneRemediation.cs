namespace OpenAIFineTune;

/// <summary>What a rule changed in the data.</summary>
public sealed class FineTuneRemediation
{
    /// <summary>The rule's name, as <c>-SkipRule</c> takes it.</summary>
    public required string Rule { get; init; }

    /// <summary>What was done, in words.</summary>
    public string Message { get; init; } = "";

    /// <summary>How many examples it concerned.</summary>
    public long Count { get; init; }

    /// <summary>The first of those examples, as <c>file:line</c>.</summary>
    public IReadOnlyList<string> FirstRows { get; init => field = value.ToArray(); } = [];

    /// <summary>False when the caller declined the rule.</summary>
    public bool Applied { get; init; } = true;

    /// <summary>The first rows as a sentence names them, with a sign that there are more.</summary>
    internal string NamedRows => string.Join(", ", FirstRows) + (Count > FirstRows.Count ? ", …" : "");

    /// <inheritdoc/>
    public override string ToString() => $"{Rule} ({Count})";
}
