using System.Text;
using System.Text.Json;
using OpenAIFineTune.Data.Checking.Shapes;
using OpenAIFineTune.Data.Examples;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks a line of prompt and completion.</summary>
internal static class PromptLineCheck
{
    private static readonly ObjectShape s_line = new(
        new Key("prompt", new TextShape()) { IsNeeded = true, Rule = "InvalidContent" },
        new Key("completion", new TextShape()) { IsNeeded = true, Rule = "InvalidContent" })
    {
        OtherKeys = FineTuneSeverity.Warning,
    };

    /// <summary>What is wrong with the line; nothing if it is fine.</summary>
    public static IReadOnlyList<FineTuneDataIssue> Of(JsonElement line, RowOrigin origin)
    {
        LineFindings findings = new(origin);
        Place place = new(findings);
        s_line.Check(line, place);
        if (!findings.HasErrors)
        {
            // An empty prompt is fine: open-ended data has no other.
            string prompt = line.GetProperty("prompt").GetString()!;
            CheckText("prompt", prompt, prompt.Length == 0 ? "" : "user", place);
            CheckText("completion", line.GetProperty("completion").GetString()!, "assistant", place);
        }

        return findings.All;
    }

    /// <summary>The example of a line that is fine.</summary>
    public static void Write(JsonElement line, RowOrigin origin, ExampleWriter writer)
    {
        writer.Begin(origin);
        writer.Block.Append(Encoding.UTF8.GetBytes(line.GetProperty("prompt").GetString()!));
        writer.EndPrompt();
        writer.Block.Append(Encoding.UTF8.GetBytes(line.GetProperty("completion").GetString()!));
        writer.EndCompletion();
        writer.End();
    }

    private static void CheckText(string key, string text, string role, Place place)
    {
        place.Enter(key);
        ContentCheck.CheckText(text, role, place);
        place.Leave();
    }
}
