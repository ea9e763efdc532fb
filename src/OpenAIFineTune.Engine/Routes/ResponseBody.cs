using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Inference;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>An answer in the shape of the responses endpoint.</summary>
internal sealed class ResponseBody
{
    private const string Completed = "completed";
    private const string Incomplete = "incomplete";

    private readonly Arguments _asked;
    private readonly string _model;
    private readonly Answer _answer;
    private readonly int _inputTokens;
    private readonly long _created;
    private readonly string _id = ResourceId.New("resp_");

    public ResponseBody(Arguments asked, string model, Answer answer, int inputTokens, long created)
    {
        _asked = asked;
        _model = model;
        _answer = answer;
        _inputTokens = inputTokens;
        _created = created;
    }

    /// <summary>The id of the one message in it.</summary>
    public string MessageId { get; } = ResourceId.New("msg_");

    /// <summary>The word for how it ended.</summary>
    public string Status => _answer.FinishReason == "length" ? Incomplete : Completed;

    /// <summary>The part of the message with a text.</summary>
    public static JsonObject Part(string text) => new()
    {
        ["type"] = "output_text",
        ["text"] = text,
        ["annotations"] = new JsonArray(),
        ["logprobs"] = new JsonArray(),
    };

    /// <summary>The whole answer.</summary>
    public JsonObject Describe()
    {
        JsonObject body = Begin(Status);
        body["output"] = new JsonArray(Message(Status, Part(_answer.Text)));
        body["incomplete_details"] = Status == Incomplete ? new JsonObject { ["reason"] = "max_output_tokens" } : null;
        body["usage"] = new JsonObject
        {
            ["input_tokens"] = _inputTokens,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = 0, ["cache_write_tokens"] = 0 },
            ["output_tokens"] = _answer.Tokens.Count,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
            ["total_tokens"] = _inputTokens + _answer.Tokens.Count,
        };
        return body;
    }

    /// <summary>The answer before it has a text.</summary>
    public JsonObject Begin(string status = "in_progress") => new()
    {
        ["id"] = _id,
        ["object"] = "response",
        ["created_at"] = _created,
        ["status"] = status,
        ["background"] = false,
        ["error"] = null,
        ["incomplete_details"] = null,
        ["instructions"] = _asked["instructions"]?.DeepClone(),
        ["max_output_tokens"] = _asked["max_output_tokens"]?.DeepClone(),
        ["metadata"] = _asked["metadata"]?.DeepClone() ?? new JsonObject(),
        ["model"] = _model,
        ["output"] = new JsonArray(),
        ["parallel_tool_calls"] = true,
        ["previous_response_id"] = null,
        ["reasoning"] = new JsonObject { ["effort"] = null, ["summary"] = null },
        ["store"] = false,
        ["temperature"] = _asked["temperature"]?.DeepClone() ?? 0,
        ["text"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "text" } },
        ["tool_choice"] = "auto",
        ["tools"] = _asked["tools"]?.DeepClone() ?? new JsonArray(),
        ["top_p"] = _asked["top_p"]?.DeepClone() ?? 1,
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
