using System.Text.Json;
using OpenAIFineTune.Data.Checking.Shapes;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks a line of messages: its shape first, and where that is right what it says.</summary>
internal static class ConversationCheck
{
    /// <summary>What is wrong with the line; nothing if it is fine.</summary>
    public static IReadOnlyList<FineTuneDataIssue> Of(JsonElement line, FineTuneFormat format, RowOrigin origin)
    {
        LineFindings findings = new(origin);
        if (line.ValueKind != JsonValueKind.Object)
        {
            findings.Error("InvalidLine", "The line is no JSON object.", "Write one object a line.");
            return findings.All;
        }

        FineTuneFormat here = format == FineTuneFormat.Chat && ReinforcementLine.Is(line)
            ? FineTuneFormat.Reinforcement : format;
        Place place = new(findings);
        ShapeOf(here).Check(line, place);
        if (!findings.HasErrors)
        {
            CheckWords(line, here, place);
        }

        return findings.All;
    }

    private static Shape ShapeOf(FineTuneFormat format) => format switch
    {
        FineTuneFormat.Preference => TrainingShapes.Preference,
        FineTuneFormat.Reinforcement => TrainingShapes.Reinforcement,
        _ => TrainingShapes.Chat,
    };

    private static void CheckWords(JsonElement line, FineTuneFormat format, Place place)
    {
        if (format == FineTuneFormat.Preference)
        {
            place.Enter("input");
            CheckMessages(line.GetProperty("input"), "messages", place);
            place.Leave();
            CheckMessages(line, "preferred_output", place);
            CheckMessages(line, "non_preferred_output", place);
            CheckPair(line, place.Findings);
            return;
        }

        CheckMessages(line, "messages", place);
        if (format == FineTuneFormat.Chat)
        {
            CheckAnswers(line.GetProperty("messages"), place.Findings);
        }
    }

    private static void CheckMessages(JsonElement parent, string key, Place place)
    {
        JsonElement messages = parent.GetProperty(key);
        place.Enter(key);
        MessageCheck.CheckAll(messages, place);
        ToolCheck.Check(messages, place);
        place.Leave();
    }

    private static void CheckAnswers(JsonElement messages, LineFindings findings)
    {
        JsonElement[] answers = [.. messages.EnumerateArray().Where(MessageCheck.IsAssistant)];
        if (answers.Length == 0)
        {
            findings.Error(
                "MissingAssistant", "No message is from the assistant.",
                "Add the answer as a message with the role assistant.");
        }
        else if (answers.All(
            answer => answer.TryGetProperty("weight", out JsonElement weight) && weight.GetDouble() == 0))
        {
            findings.Warning(
                "NoWeight", "All answers have the weight 0.",
                "Give at least one the weight 1, or leave the weights out.");
        }
        else if (!MessageCheck.IsAssistant(messages.EnumerateArray().Last()))
        {
            findings.Warning(
                "LastMessage", "The last message is not from the assistant.", "End each conversation with an answer.");
        }
    }

    private static void CheckPair(JsonElement line, LineFindings findings)
    {
        if (JsonText.Compact(line.GetProperty("preferred_output"))
            == JsonText.Compact(line.GetProperty("non_preferred_output")))
        {
            findings.SameAnswers();
        }
    }
}
