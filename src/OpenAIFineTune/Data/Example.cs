using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Data;

/// <summary>One example on its way from the row to the line: what is asked and what is to be learned.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Prompt">What is asked; empty where texts are only to be written.</param>
/// <param name="Completion">The answer to learn; in preference data, the preferred one.</param>
internal readonly record struct Example(RowOrigin Origin, string Prompt, string Completion)
{
    /// <summary>What the model is told before the conversation; null for nothing.</summary>
    public string? System { get; init; }

    /// <summary>The answer that is not to be given; null outside of preference data.</summary>
    public string? NonPreferred { get; init; }

    /// <summary>
    /// The whole line as compact JSON, for examples that came as conversations and go on as they are; the texts are
    /// then only their last question and answer.
    /// </summary>
    public string? Line { get; init; }
}
