using System.Text.Json;

namespace OpenAIFineTune.Data.Validation;

/// <summary>Checks the tools of a conversation and the calls to them.</summary>
internal static class ToolCheck
{
    private const int MostFunctions = 128;
    private const int LongestName = 64;

    /// <summary>Checks <c>tools</c>, <c>parallel_tool_calls</c> and <c>functions</c>.</summary>
    public static void Check(JsonElement line, LineFindings findings)
    {
        if (line.TryGetProperty("tools", out JsonElement tools))
        {
            if (tools.ValueKind != JsonValueKind.Array || !tools.EnumerateArray().All(IsTool))
            {
                Refuse("'tools' is not a list of {\"type\":\"function\",\"function\":{\"name\":…}}.", findings);
            }
        }

        if (line.TryGetProperty("parallel_tool_calls", out JsonElement parallel)
            && parallel.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse("'parallel_tool_calls' is neither true nor false.", findings);
        }

        if (line.TryGetProperty("functions", out JsonElement functions)
            && (functions.ValueKind != JsonValueKind.Array || functions.GetArrayLength() is 0 or > MostFunctions
                || !functions.EnumerateArray().All(IsFunction)))
        {
            Refuse($"'functions' is not a list of 1 to {MostFunctions} functions with a name each.", findings);
        }
    }

    /// <summary>Checks the calls in a message of the assistant.</summary>
    public static void CheckCalls(JsonElement message, string where, LineFindings findings)
    {
        if (message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind != JsonValueKind.Null
            && (calls.ValueKind != JsonValueKind.Array || !calls.EnumerateArray().All(IsCall)))
        {
            Refuse($"'tool_calls' of {where} lacks an id, the type function, or a function's name and arguments (a text).", findings);
        }

        if (message.TryGetProperty("function_call", out JsonElement call) && call.ValueKind != JsonValueKind.Null
            && !IsCalled(call))
        {
            Refuse($"'function_call' of {where} lacks a name or arguments (a text).", findings);
        }
    }

    private static void Refuse(string message, LineFindings findings)
        => findings.Error("InvalidTool", message, "See the tools in OpenAI's description of chat completions.");

    private static bool IsTool(JsonElement tool)
        => IsText(tool, "type", out string type) && type == "function"
            && tool.TryGetProperty("function", out JsonElement function) && IsFunction(function);

    private static bool IsFunction(JsonElement function)
        => IsText(function, "name", out string name) && name.Length is > 0 and <= LongestName
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static bool IsCall(JsonElement call)
        => IsText(call, "id", out _) && IsText(call, "type", out string type) && type == "function"
            && call.TryGetProperty("function", out JsonElement function) && IsCalled(function);

    private static bool IsCalled(JsonElement function)
        => IsText(function, "name", out _) && IsText(function, "arguments", out _);

    private static bool IsText(JsonElement item, string key, out string text)
    {
        bool isText = item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out JsonElement value)
            && value.ValueKind == JsonValueKind.String;
        text = isText ? item.GetProperty(key).GetString()! : "";
        return isText;
    }
}
