using System.Text.Json;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Turns a conversation into an example that is written as it came.</summary>
internal static class ConversationLine
{
    /// <summary>The example: its line, its last answer, and as prompt all that was said before that.</summary>
    public static Example ToExample(JsonElement document, FineTuneFormat format, RowOrigin origin)
    {
        JsonElement[] messages = format == FineTuneFormat.Preference
            ? [
                .. document.GetProperty("input").GetProperty("messages").EnumerateArray(),
                document.GetProperty("preferred_output")[0],
            ]
            : [.. document.GetProperty("messages").EnumerateArray()];
        int answer = Array.FindLastIndex(messages, MessageCheck.IsAssistant);
        return answer < 0
            ? new Example(origin, string.Join(',', messages.Select(JsonText.Compact)), JsonText.Compact(document))
            {
                Line = JsonText.Compact(document),
            }
            : new Example(
                origin, string.Join(',', messages[..answer].Select(JsonText.Compact)), TextOf(messages[answer]))
            {
                Line = JsonText.Compact(document),
            };
    }

    /// <summary>A warning about a pair that teaches nothing.</summary>
    public static FineTuneDataIssue SameAnswers(RowOrigin origin)
    {
        LineFindings findings = new(origin);
        findings.SameAnswers();
        return findings.All[0];
    }

    private static string TextOf(JsonElement message)
        => !message.TryGetProperty("content", out JsonElement content) ? ""
            : content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText();
}
