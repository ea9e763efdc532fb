namespace OpenAIFineTune.Protocol.Labels;

/// <summary>
/// The one rule by which labels are told from texts: fewer than a third as many different answers as examples
/// (openai-python 0.28.1).
/// </summary>
internal static class Classification
{
    /// <summary>True when so many different answers in so many examples are labels.</summary>
    public static bool Has(long answers, long examples) => answers * 3 < examples;

    /// <summary>True when the answers of all examples, one each, are labels.</summary>
    public static bool Has(IReadOnlyCollection<string> answers)
        => Has(answers.Distinct(StringComparer.Ordinal).LongCount(), answers.Count);
}
