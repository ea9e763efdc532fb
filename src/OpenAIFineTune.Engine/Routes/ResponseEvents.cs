using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Learning;

namespace OpenAIFineTune.Engine.Routes;

/// <summary>The events by which an answer of the responses endpoint is streamed.</summary>
internal static class ResponseEvents
{
    public static async IAsyncEnumerable<JsonNode> OfAsync(
        ResponseBody body, IEnumerable<AnswerToken> tokens, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int number = 0;
        foreach ((string type, JsonObject content) in List(body, tokens))
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            content["type"] = type;
            content["sequence_number"] = number++;
            yield return content;
        }
    }

    private static IEnumerable<(string Type, JsonObject Content)> List(
        ResponseBody body, IEnumerable<AnswerToken> tokens)
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
        List<AnswerToken> written = [];
        foreach (AnswerToken token in tokens)
        {
            written.Add(token);
            if (token.FinishReason is null)
            {
                JsonObject delta = AtPart("delta", token.Text);
                delta["logprobs"] = new JsonArray();
                yield return ("response.output_text.delta", delta);
            }
        }

        Answer answer = Answer.Of(written);
        string status = ResponseBody.StatusOf(answer);
        JsonObject done = AtPart("text", answer.Text);
        done["logprobs"] = new JsonArray();
        yield return ("response.output_text.done", done);
        yield return ("response.content_part.done", AtPart("part", ResponseBody.Part(answer.Text)));
        yield return ("response.output_item.done", AtItem(body.Message(status, ResponseBody.Part(answer.Text))));
        yield return ($"response.{status}", new JsonObject { ["response"] = body.Describe(answer) });
    }
}
