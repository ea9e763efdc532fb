using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Protocol;

/// <summary>How the engine writes JSON: snake_case names, nulls included, text as it is.</summary>
internal static class ProtocolJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Options);

    /// <summary>What says that a resource is gone.</summary>
    public static JsonObject Deleted(string id, string kind)
        => new() { ["id"] = id, ["object"] = kind, ["deleted"] = true };

    /// <summary>A list of the protocol.</summary>
    public static JsonObject List(IEnumerable<JsonNode> items) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items]),
    };
}
