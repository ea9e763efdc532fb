using System.Text.Json;
using OpenAIFineTune.Data.Checking.Shapes;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks the text of a message, or of its parts.</summary>
internal static class ContentCheck
{
    /// <summary>Checks a text or a list of parts.</summary>
    public static void Check(JsonElement content, string role, Place place)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            CheckText(content.GetString()!, role, place);
            return;
        }

        int index = 0;
        foreach (JsonElement part in content.EnumerateArray())
        {
            place.Enter(index++);
            if (part.TryGetProperty(part.GetProperty("type").GetString()!, out JsonElement value)
                && value.ValueKind == JsonValueKind.String)
            {
                CheckText(value.GetString()!, role, place);
            }

            place.Leave();
        }
    }

    /// <summary>Checks a text that somebody with that role says.</summary>
    public static void CheckText(string text, string role, Place place)
    {
        if (string.IsNullOrWhiteSpace(text) && role == "assistant")
        {
            place.Refuse("EmptyCompletion", "is an empty answer.", "Give an answer, or remove the example.");
        }
        else if (string.IsNullOrWhiteSpace(text) && role == "user")
        {
            place.Findings.Warning(
                "EmptyPrompt", $"{place} is an empty question.", "Give a question, or remove the example.");
        }
        else
        {
            CheckCharacters(text, place);
        }
    }

    /// <summary>Refuses what services refuse in any text.</summary>
    public static void CheckCharacters(string text, Place place)
    {
        if (SpecialTokens.Find(text) is string token)
        {
            place.Refuse(
                "SpecialToken", $"holds the special token {token}, for which services refuse the file.", "Remove it.");
        }
        else if (TextFault.Find(text) is string fault)
        {
            place.Refuse("InvalidText", $"has {fault}.", "Remove the character.");
        }
    }
}
