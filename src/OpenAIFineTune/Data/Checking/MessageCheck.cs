using OpenAIFineTune.Data.Checking.Shapes;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Rules;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks what the messages of a conversation say; their shape was checked before.</summary>
internal static class MessageCheck
{
    /// <summary>Checks a list of messages.</summary>
    public static void CheckAll(JsonElement messages, Place place)
    {
        int index = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            place.Enter(index++);
            Check(message, place);
            place.Leave();
        }
    }

    /// <summary>Checks a text that somebody with that role says.</summary>
    public static void CheckText(string text, string role, Place place)
    {
        if (string.IsNullOrWhiteSpace(text) && role == Turn.Assistant)
        {
            place.Refuse("EmptyCompletion", "is an empty answer.", "Give an answer, or remove the example.");
        }
        else if (string.IsNullOrWhiteSpace(text) && role == Turn.User)
        {
            _ = place.Findings.Warning(
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

    private static void Check(JsonElement message, Place place)
    {
        string role = message.GetProperty("role").GetString()!;
        bool hasContent = IsGiven(message, "content", out JsonElement content);
        if (hasContent)
        {
            place.Enter("content");
            CheckContent(content, role, place);
            place.Leave();
        }
        else if (role == Turn.Assistant && !IsGiven(message, "tool_calls", out _)
            && !IsGiven(message, "function_call", out _)
            && !IsGiven(message, "refusal", out _))
        {
            place.Refuse("MissingContent", "has no content.", "Give each message its text.");
        }

        if (IsGiven(message, "refusal", out JsonElement refusal))
        {
            place.Enter("refusal");
            CheckContent(refusal, role, place);
            place.Leave();
        }
    }

    private static bool IsGiven(JsonElement message, string key, out JsonElement value)
        => message.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    private static void CheckContent(JsonElement content, string role, Place place)
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
}
