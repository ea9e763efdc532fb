using System.Text.Json;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Checks a line of prompt and completion.</summary>
internal static class PromptLineCheck
{
    /// <summary>What is wrong with the line; nothing if it is fine.</summary>
    public static IReadOnlyList<FineTuneDataIssue> Of(JsonElement line, RowOrigin origin)
    {
        LineFindings findings = new(origin);
        foreach (string key in new[] { "prompt", "completion" })
        {
            if (!line.TryGetProperty(key, out JsonElement value))
            {
                findings.Error("MissingKey", $"The line has no '{key}'.", "Write {\"prompt\":\"…\",\"completion\":\"…\"}.");
            }
            else if (value.ValueKind != JsonValueKind.String)
            {
                findings.Error("InvalidContent", $"'{key}' is no text.", "Write it in double quotes.");
            }
            else if (key == "completion" || value.GetString()!.Length > 0)
            {
                // An empty prompt is fine: open-ended data has no other.
                ContentCheck.Check(value, key == "completion" ? "assistant" : "user", $"'{key}'", findings);
            }
        }

        foreach (JsonProperty property in line.EnumerateObject().Where(item => item.Name is not ("prompt" or "completion")))
        {
            findings.Warning("UnknownKey", $"The line has the unknown key '{property.Name}'.", "Remove it, or correct its name.");
        }

        return findings.All;
    }
}
