using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Inference;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>The events by which an answer of the responses endpoint is streamed.</summary>
internal static class ResponseEvents
{
    public static async IAsyncEnumerable<JsonNode> Of(ResponseBody body, Answer answer)
    {
        int number = 0;
        foreach ((string type, JsonObject content) in List(body, answer))
        {
            await Task.Yield();
            content["type"] = type;
            content["sequence_number"] = number++;
            yield return content;
        }
    }

    private static IEnumerable<(string Type, JsonObject Content)> List(ResponseBody body, Answer answer)
    {
        JsonObject AtPart(string name, JsonNode value) => new()
        {
            ["item_id"] = body.MessageId,
            ["output_index"] = 0,
            ["content_index"] = 0,
            [name] = value,
        };
        JsonObject AtItem(JsonObject item) => new() { ["output_index"] = 0, ["item"] = item };

        yield return ("response.created", new JsonObject { ["response"] = body.Begin() });
        yield return ("response.in_progress", new JsonObject { ["response"] = body.Begin() });
        yield return ("response.output_item.added", AtItem(body.Message("in_progress")));
        yield return ("response.content_part.added", AtPart("part", ResponseBody.Part("")));
        foreach (AnswerToken token in answer.Tokens)
        {
            JsonObject delta = AtPart("delta", token.Text);
            delta["logprobs"] = new JsonArray();
            yield return ("response.output_text.delta", delta);
        }

        JsonObject done = AtPart("text", answer.Text);
        done["logprobs"] = new JsonArray();
        yield return ("response.output_text.done", done);
        yield return ("response.content_part.done", AtPart("part", ResponseBody.Part(answer.Text)));
        yield return ("response.output_item.done", AtItem(body.Message(body.Status, ResponseBody.Part(answer.Text))));
        yield return ($"response.{body.Status}", new JsonObject { ["response"] = body.Describe() });
    }
}
