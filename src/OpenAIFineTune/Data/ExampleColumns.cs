namespace OpenAIFineTune.Data;

/// <summary>Which columns, or templates of columns, an example's texts come from; the usual ones where null.</summary>
internal sealed record ExampleColumns
{
    public const string UsualPrompt = "prompt";
    public const string UsualCompletion = "completion";
    public const string UsualPreferred = "preferred";
    public const string UsualNonPreferred = "non_preferred";

    /// <summary>What is asked.</summary>
    public string? Prompt { get; init; }

    /// <summary>What is answered.</summary>
    public string? Completion { get; init; }

    /// <summary>The better of two answers.</summary>
    public string? Preferred { get; init; }

    /// <summary>The worse of two answers.</summary>
    public string? NonPreferred { get; init; }

    /// <summary>What the model is told first: a column, a template, or the text itself.</summary>
    public string? SystemMessage { get; init; }
}
