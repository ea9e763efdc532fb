using System.Text.Json;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Turns a conversation into an example that is written as it came.</summary>
internal static class ConversationLine
{
    /// <summary>The example: its line, and for the split its last question and answer.</summary>
    public static Example ToExample(JsonElement document, FineTuneFormat format, RowOrigin origin)
    {
        (JsonElement messages, JsonElement answers) = format == FineTuneFormat.Preference
            ? (document.GetProperty("input").GetProperty("messages"), document.GetProperty("preferred_output"))
            : (document.GetProperty("messages"), document.GetProperty("messages"));
        return new Example(origin, LastText(messages, "user"), LastText(answers, "assistant")) { Line = JsonText.Compact(document) };
    }

    /// <summary>An error about a row that is left out.</summary>
    public static FineTuneDataIssue Refused(RowOrigin origin, string rule, string message, string recommendation) => new()
    {
        Severity = FineTuneSeverity.Error,
        Rule = rule,
        Path = origin.Path,
        Line = origin.Line,
        Message = message,
        Recommendation = recommendation,
    };

    /// <summary>A warning about a pair that teaches nothing.</summary>
    public static FineTuneDataIssue SameAnswers(RowOrigin origin)
    {
        LineFindings findings = new(origin);
        findings.SameAnswers();
        return findings.All[0];
    }

    private static string LastText(JsonElement messages, string role)
    {
        JsonElement last = messages.EnumerateArray()
            .LastOrDefault(message => message.TryGetProperty("role", out JsonElement given) && given.ValueEquals(role));
        return last.ValueKind == JsonValueKind.Object && last.TryGetProperty("content", out JsonElement content)
            ? content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText()
            : "";
    }
}
