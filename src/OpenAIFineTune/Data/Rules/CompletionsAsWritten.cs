namespace OpenAIFineTune.Data.Rules;

/// <summary>What must be known of completions to judge what small letters do to them.</summary>
/// <param name="Count">How many different ones there are; null for too many to count.</param>
/// <param name="AreLabels">They are the labels of a classification.</param>
/// <param name="Prefix">What all of them lose at their beginning.</param>
internal sealed record CompletionsAsWritten(int? Count, bool AreLabels, string Prefix);
