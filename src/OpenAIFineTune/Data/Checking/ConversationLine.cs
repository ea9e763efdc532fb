using System.Text;
using System.Text.Json;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Turns a conversation into an example that is written as it came.</summary>
internal static class ConversationLine
{
    /// <summary>The example: its line, its last answer, and as prompt all that was said before that.</summary>
    public static void Write(JsonElement document, FineTuneFormat format, RowOrigin origin, ExampleWriter writer)
    {
        JsonElement[] messages = format == FineTuneFormat.Preference
            ? [
                .. document.GetProperty("input").GetProperty("messages").EnumerateArray(),
                document.GetProperty("preferred_output")[0],
            ]
            : [.. document.GetProperty("messages").EnumerateArray()];
        int answer = Array.FindLastIndex(messages, MessageCheck.IsAssistant);
        byte[] line = JsonText.Utf8(document);
        writer.Begin(origin);
        for (int i = 0; i < (answer < 0 ? messages.Length : answer); i++)
        {
            writer.Block.Append(i == 0 ? default : ","u8);
            writer.Block.Append(JsonText.Utf8(messages[i]));
        }

        writer.EndPrompt();
        writer.Block.Append(answer < 0 ? line : Encoding.UTF8.GetBytes(TextOf(messages[answer])));
        writer.EndCompletion();
        writer.Block.Append(line);
        writer.EndLine();
        writer.End();
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
