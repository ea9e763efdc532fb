using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Tests.Engine;

public sealed class ResponseRoutesTests : TrainedModelTests
{
    [Fact]
    public async Task A_text_and_a_list_of_messages_are_answered_alike()
    {
        JsonElement text = await Service.PostAsync("responses", new { model = Model, input = Prompt });
        JsonElement list = await Service.PostAsync("responses", new
        {
            model = Model,
            instructions = "Sort.",
            input = new[] { new { role = "user", content = new[] { new { type = "input_text", text = Prompt } } } },
        });

        Assert.All([text, list], answer => Assert.Equal(" fruit", TextOf(answer)));
        Assert.Equal("completed", text.GetProperty("status").GetString());
        Assert.Equal(1, text.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task A_stream_tells_the_answer_piece_by_piece_and_then_whole()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "responses")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { model = Model, input = Prompt, stream = true })),
        };
        using HttpResponseMessage response =
            await Service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        string stream = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        (string Name, JsonElement Data)[] events =
        [
            .. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(text => text.Split('\n'))
                .Select(lines => (lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement)),
        ];
        Assert.All(events, (e, i) => Assert.Equal(i, e.Data.GetProperty("sequence_number").GetInt32()));
        Assert.All(events, e => Assert.Equal(e.Name, e.Data.GetProperty("type").GetString()));
        Assert.Equal(
            " fruit",
            string.Concat(events.Where(e => e.Name == "response.output_text.delta")
                .Select(e => e.Data.GetProperty("delta").GetString())));
        Assert.Equal("response.completed", events[^1].Name);
        Assert.Equal(" fruit", TextOf(events[^1].Data.GetProperty("response")));
    }

    [Theory]
    [InlineData("model", "{}")]
    [InlineData("input", """{"model":"MODEL"}""")]
    [InlineData("input[0].role", """{"model":"MODEL","input":[{"type":"function_call_output","output":"a"}]}""")]
    [InlineData("input[0].content[0].type", """{"model":"MODEL","input":[{"role":"user","content":[{"type":"input_image"}]}]}""")]
    [InlineData("text.format.type", """{"model":"MODEL","input":"a","text":{"format":{"type":"json_schema"}}}""")]
    [InlineData("tool_choice", """{"model":"MODEL","input":"a","tool_choice":"required"}""")]
    [InlineData("previous_response_id", """{"model":"MODEL","input":"a","previous_response_id":"resp_1"}""")]
    public async Task What_it_can_not_do_is_refused(string param, string body)
    {
        JsonNode? request = JsonNode.Parse(body.Replace("MODEL", Model, StringComparison.Ordinal));

        JsonElement error =
            await Service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "responses", request);

        Assert.Equal(param, error.GetProperty("param").GetString());
    }

    private static string? TextOf(JsonElement answer)
        => answer.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString();
}
