namespace OpenAIFineTune.Data.Rules;

/// <summary>One of the two texts of an example.</summary>
internal enum Side
{
    /// <summary>What is asked.</summary>
    Prompt,

    /// <summary>What is answered.</summary>
    Completion,
}
