using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Turns a line that is fine into an example.</summary>
internal static class ExampleLine
{
    /// <summary>
    /// Writes the texts of a prompt and a completion, or a conversation, unless one of what is found is an error.
    /// </summary>
    /// <returns>What was found.</returns>
    public static IReadOnlyList<FineTuneDataIssue> Check(
        JsonElement document, FineTuneFormat format, RowOrigin origin, ExampleWriter writer)
    {
        IReadOnlyList<FineTuneDataIssue> issues = LineCheck.Of(document, format, origin);
        if (issues.All(issue => issue.Severity != FineTuneSeverity.Error))
        {
            Write(document, format, origin, writer);
        }

        return issues;
    }

    private static void Write(JsonElement document, FineTuneFormat format, RowOrigin origin, ExampleWriter writer)
    {
        writer.Begin(origin);
        if (format == FineTuneFormat.PromptCompletion)
        {
            writer.Block.Append(Encoding.UTF8.GetBytes(document.GetProperty("prompt").GetString()!));
            writer.EndPrompt();
            writer.Block.Append(Encoding.UTF8.GetBytes(document.GetProperty("completion").GetString()!));
            writer.EndCompletion();
        }
        else
        {
            WriteConversation(document, format, writer);
        }

        writer.End();
    }

    /// <summary>Its line, its last answer, and as prompt all that was said before that.</summary>
    private static void WriteConversation(JsonElement document, FineTuneFormat format, ExampleWriter writer)
    {
        JsonElement[] messages = format == FineTuneFormat.Preference
            ? [
                .. document.GetProperty(TrainingLine.Input).GetProperty(TrainingLine.Messages).EnumerateArray(),
                document.GetProperty(TrainingLine.PreferredOutput)[0],
            ]
            : [.. document.GetProperty(TrainingLine.Messages).EnumerateArray()];
        int answer = Array.FindLastIndex(messages, Turn.IsAssistant);
        byte[] line = JsonText.Utf8(document);
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
    }

    private static string TextOf(JsonElement message)
        => !message.TryGetProperty("content", out JsonElement content) ? ""
            : content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText();
}
