using OpenAIFineTune.Data.Checking.Shapes;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Data.Writing;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks a line of any format: its shape first, and where that is right what it says.</summary>
internal static class LineCheck
{
    /// <summary>What is wrong with the line; nothing if it is fine.</summary>
    public static IReadOnlyList<FineTuneDataIssue> Of(JsonElement line, FineTuneFormat format, RowOrigin origin)
    {
        LineFindings findings = new(origin);
        if (line.ValueKind != JsonValueKind.Object)
        {
            _ = findings.Error("InvalidLine", "The line is no JSON object.", "Write one object a line.");
            return findings.All;
        }

        FineTuneFormat here = format == FineTuneFormat.Chat && ConversationFormat.IsReinforcement(line)
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
        FineTuneFormat.PromptCompletion => TrainingShapes.PromptCompletion,
        FineTuneFormat.Preference => TrainingShapes.Preference,
        FineTuneFormat.Reinforcement => TrainingShapes.Reinforcement,
        _ => TrainingShapes.Chat,
    };

    private static void CheckWords(JsonElement line, FineTuneFormat format, Place place)
    {
        if (format == FineTuneFormat.PromptCompletion)
        {
            // An empty prompt is fine: open-ended data has no other.
            string prompt = line.GetProperty("prompt").GetString()!;
            CheckText("prompt", prompt, prompt.Length == 0 ? "" : Turn.User, place);
            CheckText("completion", line.GetProperty("completion").GetString()!, Turn.Assistant, place);
        }
        else if (format == FineTuneFormat.Preference)
        {
            place.Enter(TrainingLine.Input);
            CheckMessages(line.GetProperty(TrainingLine.Input), TrainingLine.Messages, place);
            place.Leave();
            CheckMessages(line, TrainingLine.PreferredOutput, place);
            CheckMessages(line, TrainingLine.NonPreferredOutput, place);
            CheckPair(line, place.Findings);
        }
        else
        {
            CheckMessages(line, TrainingLine.Messages, place);
            if (format == FineTuneFormat.Chat)
            {
                CheckAnswers(line.GetProperty(TrainingLine.Messages), place.Findings);
            }
        }
    }

    private static void CheckText(string key, string text, string role, Place place)
    {
        place.Enter(key);
        MessageCheck.CheckText(text, role, place);
        place.Leave();
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
        JsonElement[] answers = [.. messages.EnumerateArray().Where(Turn.IsAssistant)];
        if (answers.Length == 0)
        {
            _ = findings.Error(
                "MissingAssistant", "No message is from the assistant.",
                "Add the answer as a message with the role assistant.");
        }
        else if (answers.All(
            answer => answer.TryGetProperty("weight", out JsonElement weight) && weight.GetDouble() == 0))
        {
            _ = findings.Warning(
                "NoWeight", "All answers have the weight 0.",
                "Give at least one the weight 1, or leave the weights out.");
        }
        else if (!Turn.IsAssistant(messages.EnumerateArray().Last()))
        {
            _ = findings.Warning(
                "LastMessage", "The last message is not from the assistant.", "End each conversation with an answer.");
        }
    }

    private static void CheckPair(JsonElement line, LineFindings findings)
    {
        if (JsonText.Compact(line.GetProperty(TrainingLine.PreferredOutput))
            == JsonText.Compact(line.GetProperty(TrainingLine.NonPreferredOutput)))
        {
            _ = findings.SameAnswers();
        }
    }
}
