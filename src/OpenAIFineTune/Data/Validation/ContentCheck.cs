using System.Text.Json;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Rules;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Checks what a message says: a text, or a list of parts.</summary>
internal static class ContentCheck
{
    /// <summary>Checks the content of a message at <paramref name="where"/>.</summary>
    public static void Check(JsonElement content, string role, string where, LineFindings findings)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                CheckText(content, role, where, findings);
                break;
            case JsonValueKind.Array when content.GetArrayLength() > 0:
                foreach (JsonElement part in content.EnumerateArray())
                {
                    CheckPart(part, role, where, findings);
                }

                break;
            default:
                findings.Error(
                    "InvalidContent", $"The content of {where} is neither a text nor a list of parts.", "Write it as a text.");
                break;
        }
    }

    private static void CheckText(JsonElement text, string role, string where, LineFindings findings)
    {
        if (!TryGetText(text, out string value))
        {
            findings.Error(
                "InvalidText", $"The content of {where} has half of a character.", "Write both halves of the surrogate pair.");
        }
        else if (string.IsNullOrWhiteSpace(value) && role == "assistant")
        {
            findings.Error("EmptyCompletion", $"The answer in {where} is empty.", "Give an answer, or remove the example.");
        }
        else if (string.IsNullOrWhiteSpace(value) && role == "user")
        {
            findings.Warning("EmptyPrompt", $"The question in {where} is empty.", "Give a question, or remove the example.");
        }
        else if (SpecialTokens.Find(value) is string token)
        {
            findings.Error(
                "SpecialToken", $"{where} holds the special token {token}, for which services refuse the file.", "Remove it.");
        }
        else if (TextFault.Find(value) is string fault)
        {
            findings.Error("InvalidText", $"{where} has {fault}.", "Remove the character.");
        }
    }

    private static void CheckPart(JsonElement part, string role, string where, LineFindings findings)
    {
        string? type = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out JsonElement given)
            && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        bool isKnown = type is "text" || (type is "image_url" && role == "user") || (type is "refusal" && role == "assistant");
        if (!isKnown)
        {
            string what = type is null ? "without a type" : $"of the type '{type}'";
            findings.Error(
                "InvalidContent", $"{where} has a part {what}, which a message of the {role} can't have in training.",
                "Use text parts; image_url only for the user.");
        }
        else if (!part.TryGetProperty(type!, out JsonElement value))
        {
            findings.Error("MissingKey", $"{where} has a part of the type '{type}' without its '{type}'.", "Add it.");
        }
        else if (type is "image_url")
        {
            CheckImage(value, where, findings);
        }
        else if (value.ValueKind != JsonValueKind.String)
        {
            findings.Error("InvalidContent", $"{where} has a part whose '{type}' is no text.", "Write it as a text.");
        }
        else
        {
            CheckText(value, role, where, findings);
        }
    }

    private static void CheckImage(JsonElement image, string where, LineFindings findings)
    {
        string url = image.ValueKind == JsonValueKind.Object && image.TryGetProperty("url", out JsonElement given)
            && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        if (!url.StartsWith("http", StringComparison.Ordinal) && !url.StartsWith("data:image/", StringComparison.Ordinal))
        {
            findings.Error("InvalidContent", $"{where} has an image without a http or data URL.", "Write {\"url\":\"https://…\"}.");
        }
    }

    private static bool TryGetText(JsonElement text, out string value)
    {
        try
        {
            value = text.GetString()!;
            return true;
        }
        catch (InvalidOperationException)   // the escape of half a surrogate pair
        {
            value = "";
            return false;
        }
    }
}
