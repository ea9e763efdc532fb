using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Checking;

/// <summary>What a person should know about conversations that are taken over.</summary>
internal static class ConversationIssues
{
    /// <summary>A key of a ShareGPT line has no place in a chat line.</summary>
    public static FineTuneDataIssue KeyLeftOut(RowOrigin origin, string key) => new()
    {
        Severity = FineTuneSeverity.Information,
        Rule = "KeyLeftOut",
        Path = origin.Path,
        Line = origin.Line,
        Message = $"The key '{key}' is left out, here and on other lines: a line of a chat has no place for it.",
        Recommendation = "Nothing is to be done unless it belongs to the conversation.",
    };
}
