using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace OpenAIFineTune.Protocol;

/// <summary>The JSON object in a request's body; what is wrong with it anywhere is the sender's fault.</summary>
internal static class JsonBody
{
    // A value of three bytes takes a hundred times as much once it is parsed.
    private const int MaxTokens = 250_000;

    /// <summary>Reads the object; an empty one where there is no body.</summary>
    public static JsonObject Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            RequireText(body);
            JsonNode? node = body.IsEmpty ? new JsonObject() : JsonNode.Parse(body);
            RequireSingleNames(node);
            return node as JsonObject ?? throw Invalid("must be a JSON object");
        }
        catch (JsonException e)
        {
            throw Invalid($"is no JSON: look at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
        catch (ArgumentException)
        {
            throw Invalid("names a property twice");
        }
        catch (InvalidOperationException)
        {
            throw Invalid("has half of a surrogate pair in a text");
        }
    }

    // A document checks its texts only when they are asked for.
    private static void RequireText(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            throw Invalid("is not UTF-8");
        }

        Utf8JsonReader reader = new(body);
        for (int count = 0; !body.IsEmpty && reader.Read(); count++)
        {
            if (count > MaxTokens)
            {
                throw new RequestFailure(413, $"The body of the request has more than {MaxTokens} JSON values.");
            }

            if (reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }

    // An object finds a repeated name only when it is first looked into.
    private static void RequireSingleNames(JsonNode? node)
    {
        IEnumerable<JsonNode?> parts = node switch
        {
            JsonObject values => values.Select(pair => pair.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (JsonNode? part in parts)
        {
            RequireSingleNames(part);
        }
    }

    private static RequestFailure Invalid(string fault)
        => RequestFailure.Invalid(null, $"The body of the request {fault}.", "invalid_json");
}
