using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>An answer in the shape of the responses endpoint.</summary>
internal sealed class ResponseBody(AskedRequest asked, int inputTokens, long created)
{
    private const string Completed = "completed";
    private const string Incomplete = "incomplete";

    private readonly string _id = ResourceId.New("resp_");

    /// <summary>The id of the one message in it.</summary>
    public string MessageId { get; } = ResourceId.New("msg_");

    /// <summary>The word for how an answer ended.</summary>
    public static string StatusOf(Answer answer) => answer.FinishReason == "length" ? Incomplete : Completed;

    /// <summary>The part of the message with a text.</summary>
    public static JsonObject Part(string text) => new()
    {
        ["type"] = "output_text",
        ["text"] = text,
        ["annotations"] = new JsonArray(),
        ["logprobs"] = new JsonArray(),
    };

    /// <summary>The whole answer.</summary>
    public JsonObject Describe(Answer answer)
    {
        string status = StatusOf(answer);
        JsonObject body = Begin(status);
        body["output"] = new JsonArray(Message(status, Part(answer.Text)));
        body["incomplete_details"] = status == Incomplete ? new JsonObject { ["reason"] = "max_output_tokens" } : null;
        body["usage"] = new JsonObject
        {
            ["input_tokens"] = inputTokens,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = 0, ["cache_write_tokens"] = 0 },
            ["output_tokens"] = answer.TokenCount,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
            ["total_tokens"] = inputTokens + answer.TokenCount,
        };
        return body;
    }

    /// <summary>The answer before it has a text.</summary>
    public JsonObject Begin(string status = "in_progress") => new()
    {
        ["id"] = _id,
        ["object"] = "response",
        ["created_at"] = created,
        ["status"] = status,
        ["background"] = false,
        ["error"] = null,
        ["incomplete_details"] = null,
        ["instructions"] = asked.Arguments["instructions"]?.DeepClone(),
        ["max_output_tokens"] = asked.Arguments["max_output_tokens"]?.DeepClone(),
        ["metadata"] = asked.Arguments["metadata"]?.DeepClone() ?? new JsonObject(),
        ["model"] = asked.ModelName,
        ["output"] = new JsonArray(),
        ["parallel_tool_calls"] = true,
        ["previous_response_id"] = null,
        ["reasoning"] = new JsonObject { ["effort"] = null, ["summary"] = null },
        ["store"] = false,
        ["temperature"] = asked.Arguments["temperature"]?.DeepClone() ?? 0,
        ["text"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "text" } },
        ["tool_choice"] = "auto",
        ["tools"] = asked.Arguments["tools"]?.DeepClone() ?? new JsonArray(),
        ["top_p"] = asked.Arguments["top_p"]?.DeepClone() ?? 1,
        ["truncation"] = "disabled",
        ["usage"] = null,
    };

    /// <summary>The message, with its text or before it.</summary>
    public JsonObject Message(string status, params JsonNode[] parts) => new()
    {
        ["type"] = "message",
        ["id"] = MessageId,
        ["status"] = status,
        ["role"] = "assistant",
        ["content"] = new JsonArray(parts),
    };
}
