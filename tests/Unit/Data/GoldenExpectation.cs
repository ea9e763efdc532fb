namespace OpenAIFineTune.Tests.Data;

/// <summary>What a case is to give where the old tool's rows aren't the right ones, and why.</summary>
/// <param name="Reason">Why ours is better.</param>
internal sealed record GoldenExpectation(string Reason)
{
    /// <summary>The id of the error that refuses the input; null when it is written.</summary>
    public string? ErrorId { get; init; }

    /// <summary>How many rows are written.</summary>
    public int Rows { get; init; }

    /// <summary>Some of these rows, in full.</summary>
    public IReadOnlyList<(string Prompt, string Completion)> Has { get; init; } = [];

    /// <summary>The rule of an issue that must be reported, with its line where it has one.</summary>
    public (string Rule, long? Line)? Issue { get; init; }

    /// <summary>Rules to turn off, as the answers of the case declined them.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>The old tool's rows after an ending was put behind each prompt, and one behind each completion.</summary>
    public (string Prompt, string Completion)? OldWith { get; init; }
}
