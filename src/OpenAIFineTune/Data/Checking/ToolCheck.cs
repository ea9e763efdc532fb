using OpenAIFineTune.Data.Checking.Shapes;

namespace OpenAIFineTune.Data.Checking;

/// <summary>Checks that calls of tools and their answers belong together; their shape was checked before.</summary>
internal static class ToolCheck
{
    private const string Rule = "InvalidTool";

    /// <summary>Checks a list of messages.</summary>
    public static void Check(JsonElement messages, Place place)
    {
        HashSet<string> called = new(StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            place.Enter(index++);
            if (message.TryGetProperty("tool_calls", out JsonElement calls))
            {
                CheckCalls(calls, called, place);
            }

            if (message.TryGetProperty("function_call", out JsonElement call) && call.ValueKind == JsonValueKind.Object)
            {
                CheckArguments(call, place);
            }

            if (message.TryGetProperty("tool_call_id", out JsonElement id) && !called.Contains(id.GetString()!))
            {
                place.Refuse(
                    Rule, $"answers the call '{id.GetString()}', which no message before it makes.",
                    "Give it the id of a call in 'tool_calls'.");
            }

            place.Leave();
        }
    }

    private static void CheckCalls(JsonElement calls, HashSet<string> called, Place place)
    {
        foreach (JsonElement call in calls.EnumerateArray())
        {
            _ = called.Add(call.GetProperty("id").GetString()!);
            CheckArguments(call.GetProperty("function"), place);
        }
    }

    private static void CheckArguments(JsonElement function, Place place)
    {
        string arguments = function.GetProperty("arguments").GetString()!;
        MessageCheck.CheckCharacters(arguments, place);
        try
        {
            using JsonDocument document = JsonDocument.Parse(arguments);
        }
        catch (JsonException)
        {
            place.Refuse(
                Rule, $"calls '{function.GetProperty("name").GetString()}' with arguments that are no JSON.",
                "Write them as the text of a JSON object, such as \"{\\\"city\\\":\\\"Seoul\\\"}\".");
        }
    }
}
