using System.Text.Json;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Checks a line against the chat and preference schemas of OpenAI's API description 2.3.0.</summary>
internal static class ConversationCheck
{
    private static readonly string[] s_inputKeys = ["messages", "tools", "parallel_tool_calls"];
    private static readonly string[] s_preferenceKeys = ["input", "preferred_output", "non_preferred_output"];

    /// <summary>The keys of a line of a chat.</summary>
    public static IReadOnlyList<string> ChatKeys { get; } = ["messages", "tools", "parallel_tool_calls", "functions"];

    /// <summary>What is wrong with the line; nothing if it is fine.</summary>
    public static IReadOnlyList<FineTuneDataIssue> Of(JsonElement line, FineTuneFormat format, RowOrigin origin)
    {
        LineFindings findings = new(origin);
        if (line.ValueKind != JsonValueKind.Object)
        {
            findings.Error("InvalidLine", "The line is no JSON object.", "Write one object a line.");
        }
        else if (format == FineTuneFormat.Preference)
        {
            CheckPreference(line, findings);
        }
        else
        {
            CheckChat(line, findings);
        }

        return findings.All;
    }

    private static void CheckChat(JsonElement line, LineFindings findings)
    {
        if (ReinforcementLine.Is(line))
        {
            ReinforcementLine.Check(line, findings);
            return;
        }

        CheckKeys(line, ChatKeys, "The line", findings);
        MessageCheck.CheckAll(line, "messages", findings);
        ToolCheck.Check(line, findings);
        if (line.TryGetProperty("messages", out JsonElement messages) && messages.ValueKind == JsonValueKind.Array)
        {
            CheckAnswers(messages, findings);
        }
    }

    private static void CheckAnswers(JsonElement messages, LineFindings findings)
    {
        JsonElement[] answers = [.. messages.EnumerateArray().Where(MessageCheck.IsAssistant)];
        if (answers.Length == 0)
        {
            findings.Error(
                "MissingAssistant", "No message is from the assistant.", "Add the answer as a message with the role assistant.");
        }
        else if (answers.All(answer => answer.TryGetProperty("weight", out JsonElement weight) && weight.GetRawText() == "0"))
        {
            findings.Warning("NoWeight", "All answers have the weight 0.", "Give at least one the weight 1, or leave the weights out.");
        }
        else if (!MessageCheck.IsAssistant(messages.EnumerateArray().Last()))
        {
            findings.Warning("LastMessage", "The last message is not from the assistant.", "End each conversation with an answer.");
        }
    }

    private static void CheckPreference(JsonElement line, LineFindings findings)
    {
        CheckKeys(line, s_preferenceKeys, "The line", findings);
        if (!line.TryGetProperty("input", out JsonElement input) || input.ValueKind != JsonValueKind.Object)
        {
            findings.Error("MissingKey", "The line has no object 'input'.", "Write {\"input\":{\"messages\":[…]},…}.");
        }
        else
        {
            CheckKeys(input, s_inputKeys, "'input'", findings);
            MessageCheck.CheckAll(input, "messages", findings);
            ToolCheck.Check(input, findings);
        }

        foreach (string output in s_preferenceKeys[1..])
        {
            MessageCheck.CheckAll(line, output, findings);
            if (line.TryGetProperty(output, out JsonElement given) && given.ValueKind == JsonValueKind.Array
                && (given.GetArrayLength() != 1 || !MessageCheck.IsAssistant(given[0])))
            {
                findings.Error(
                    "InvalidOutput", $"'{output}' is not one assistant message.", "Put exactly one message of the assistant there.");
            }
        }

        if (line.TryGetProperty("preferred_output", out JsonElement better)
            && line.TryGetProperty("non_preferred_output", out JsonElement worse) && JsonText.Compact(better) == JsonText.Compact(worse))
        {
            findings.SameAnswers();
        }
    }

    private static void CheckKeys(JsonElement item, IReadOnlyList<string> known, string where, LineFindings findings)
    {
        foreach (JsonProperty property in item.EnumerateObject().Where(property => !known.Contains(property.Name)))
        {
            findings.Warning("UnknownKey", $"{where} has the unknown key '{property.Name}'.", "Remove it, or correct its name.");
        }
    }
}
