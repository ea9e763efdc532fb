namespace OpenAIFineTune.Data.Rules;

/// <summary>
/// Puts a blank before each completion, since tokens of words begin with one; conversations lose it. It is done where
/// lines are written, because to all other rules the blank is no part of the text.
/// </summary>
internal sealed class LeadingSpaceRule() : Rule(RuleNames.LeadingSpace, "Puts a blank before each completion");
