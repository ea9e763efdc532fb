using System.Text.Json;
using OpenAIFineTune.Engine.Baseline;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>
/// Makes an example of a line in any of the protocol's formats. A fault is a <see cref="FormatException"/>.
/// </summary>
internal static class ExampleParser
{
    public static TrainingExample Parse(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it is not a JSON object");
        }

        if (line.TryGetProperty("messages", out JsonElement messages))
        {
            return FromConversation(messages);
        }

        if (line.TryGetProperty("preferred_output", out JsonElement preferred))
        {
            return FromPreference(line, preferred);
        }

        return new TrainingExample(TextOf(line, "prompt"), Learnable(TextOf(line, "completion"), "completion"));
    }

    /// <summary>True for a line that states a preference, as the method <c>dpo</c> needs it.</summary>
    public static bool IsPreference(JsonElement line)
        => line.ValueKind == JsonValueKind.Object
            && line.TryGetProperty("input", out _)
            && line.TryGetProperty("preferred_output", out _)
            && line.TryGetProperty("non_preferred_output", out _);

    private static TrainingExample FromConversation(JsonElement messages)
    {
        List<JsonElement> turns = Conversation.Turns(messages);
        int answer = turns.FindLastIndex(Conversation.IsLearnableAnswer);
        if (answer < 0)
        {
            throw new FormatException("it has no assistant message to learn (with a weight other than 0)");
        }

        string completion = Learnable(Conversation.TextOf(turns[answer]), "content");
        return new TrainingExample(Conversation.Question(turns.GetRange(0, answer)), completion);
    }

    private static TrainingExample FromPreference(JsonElement line, JsonElement preferred)
    {
        if (!line.TryGetProperty("input", out JsonElement input)
            || input.ValueKind != JsonValueKind.Object
            || !input.TryGetProperty("messages", out JsonElement messages))
        {
            throw new FormatException("'input.messages' is missing");
        }

        if (!line.TryGetProperty("non_preferred_output", out _))
        {
            throw new FormatException("'non_preferred_output' is missing");
        }

        JsonElement answer = Conversation.Turns(preferred).LastOrDefault();
        if (answer.ValueKind == JsonValueKind.Undefined)
        {
            throw new FormatException("'preferred_output' is empty");
        }

        return new TrainingExample(
            Conversation.Question(Conversation.Turns(messages)),
            Learnable(Conversation.TextOf(answer), "preferred_output"));
    }

    private static string TextOf(JsonElement line, string name)
        => line.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new FormatException($"'{name}' is not a string")
            : throw new FormatException($"the key '{name}' is missing");

    private static string Learnable(string text, string name)
        => string.IsNullOrWhiteSpace(text) ? throw new FormatException($"'{name}' is empty") : text;
}
