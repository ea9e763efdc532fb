using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenAIFineTune.Tests.Engine;

public sealed class AnswerRefusalTests : TrainedModelTests
{
    [Theory]
    [InlineData("completions", "model", "{}")]
    [InlineData("completions", "temperature", """{"model":"MODEL","prompt":"a","temperature":3}""")]
    [InlineData("completions", "n", """{"model":"MODEL","prompt":"a","n":0}""")]
    [InlineData("completions", "logprobs", """{"model":"MODEL","prompt":"a","logprobs":6}""")]
    [InlineData("completions", "best_of", """{"model":"MODEL","prompt":"a","n":3,"best_of":2}""")]
    [InlineData("completions", "stop", """{"model":"MODEL","prompt":"a","stop":["1","2","3","4","5"]}""")]
    [InlineData("completions", "prompt", """{"model":"MODEL","prompt":{"a":1}}""")]
    [InlineData("completions", "stream", """{"model":"MODEL","prompt":"a","stream":"yes"}""")]
    [InlineData("chat/completions", "messages", """{"model":"MODEL"}""")]
    [InlineData("chat/completions", "messages", """{"model":"MODEL","messages":[]}""")]
    [InlineData("completions", "prompt", """{"model":"MODEL"}""")]
    [InlineData("completions", "prompt", """{"model":"MODEL","prompt":[]}""")]
    [InlineData("completions", "suffix", """{"model":"MODEL","prompt":"a","suffix":"b"}""")]
    [InlineData("completions", "best_of", """{"model":"MODEL","prompt":"a","best_of":2,"stream":true}""")]
    [InlineData("completions", "user", """{"model":"MODEL","prompt":"a","user":["b"]}""")]
    [InlineData("completions", "logit_bias", """{"model":"MODEL","prompt":"a","logit_bias":5}""")]
    [InlineData("responses", "instructions", """{"model":"MODEL","input":"a","instructions":{"b":1}}""")]
    [InlineData("responses", "metadata", """{"model":"MODEL","input":"a","metadata":"b"}""")]
    [InlineData("responses", "store", """{"model":"MODEL","input":"a","store":"yes"}""")]
    [InlineData("responses", "tools", """{"model":"MODEL","input":"a","tools":{}}""")]
    [InlineData("responses", "tools[0]", """{"model":"MODEL","input":"a","tools":["b"]}""")]
    public async Task A_bad_request_names_its_parameter(string path, string param, string body)
    {
        JsonNode? request = JsonNode.Parse(body.Replace("MODEL", Model, StringComparison.Ordinal));

        JsonElement error = await Service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, path, request);

        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.NotNull(error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("messages[0]", """["hello"]""")]
    [InlineData("messages[0].role", """[{"content":"a"}]""")]
    [InlineData("messages[0].role", """[{"role":"wizard","content":"a"}]""")]
    [InlineData("messages[0].content", """[{"role":"user"}]""")]
    [InlineData("messages[0].content", """[{"role":"user","content":null}]""")]
    [InlineData("messages[0].content", """[{"role":"user","content":5}]""")]
    [InlineData("messages[0].content", """[{"role":"user","content":[]}]""")]
    [InlineData("messages[1].content", """[{"role":"user","content":"a"},{"role":"assistant"}]""")]
    [InlineData("messages[0].content[0].type", """[{"role":"user","content":[{"type":"image_url"}]}]""")]
    [InlineData("messages[0].content[0].text", """[{"role":"user","content":[{"type":"text"}]}]""")]
    [InlineData("messages", """[{"role":"system","content":"Sort."}]""")]
    [InlineData("messages", """[{"role":"assistant","content":"Yes."}]""")]
    [InlineData("top_logprobs", """[{"role":"user","content":"a"}],"logprobs":true,"top_logprobs":21""")]
    [InlineData("top_logprobs", """[{"role":"user","content":"a"}],"top_logprobs":2""")]
    [InlineData("response_format.type", """[{"role":"user","content":"a"}],"response_format":{"type":"json_object"}""")]
    [InlineData("response_format.type", """[{"role":"user","content":"a"}],"response_format":{"type":"json_schema"}""")]
    [InlineData("tool_choice", """[{"role":"user","content":"a"}],"tool_choice":"required" """)]
    [InlineData("tool_choice", """[{"role":"user","content":"a"}],"tool_choice":{"type":"function"}""")]
    [InlineData("tool_choice", """[{"role":"user","content":"a"}],"tool_choice":{"allowed_tools":"x"}""")]
    [InlineData("function_call", """[{"role":"user","content":"a"}],"function_call":{"name":"f"}""")]
    [InlineData("modalities", """[{"role":"user","content":"a"}],"modalities":["text","audio"]""")]
    public Task A_chat_that_the_learner_can_not_answer_is_refused(string param, string messages)
        => A_bad_request_names_its_parameter(
            "chat/completions", param, $$"""{"model":"MODEL","messages":{{messages}}}""");

    [Theory]
    [InlineData(17, 128, false)]
    [InlineData(1, 128, true)]
    public async Task More_answers_than_one_request_may_take_are_refused(int prompts, int n, bool echo)
    {
        string prompt = echo ? new string('x', 100_000) : Prompt;

        JsonElement error = await Service.RefusedAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            "completions",
            new { model = Model, prompt = Enumerable.Repeat(prompt, prompts), n, echo });

        Assert.Equal("n", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_body_of_very_many_values_is_too_large()
    {
        string lists = string.Concat(Enumerable.Repeat("[],", 200_000));
        using StringContent body = new($"{{\"model\":\"a\",\"prompt\":[{lists}[]]}}");

        JsonElement error =
            await Service.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "completions", body);

        Assert.Equal("request_too_large", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{\"model\":\"a\",\"prompt\":\"\u00ff\"}")]
    [InlineData("{\"model\":\"a\",\"prompt\":\"\\ud800\"}")]
    [InlineData("{\"model\":\"a\",\"\\udc00\":1}")]
    [InlineData("{\"model\":\"a\",")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    [InlineData("{\"model\":\"a\",\"metadata\":{\"x\":[{\"y\":1,\"y\":2}]}}")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_body_that_is_no_text_is_the_clients_fault(string latin)
    {
        using ByteArrayContent body = new(Encoding.Latin1.GetBytes(latin));

        JsonElement error =
            await Service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "completions", body);

        Assert.DoesNotContain("BytePositionInLine", error.ToString(), StringComparison.Ordinal);
    }
}
