using System.Text;
using System.Text.Json;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Tests.Protocol.Examples;

public sealed class TrainingLineTests
{
    [Fact]
    public void A_prompt_and_its_completion_are_two_turns_without_roles()
    {
        TrainingLine line = Parse("""{"prompt": "Hi ->", "completion": " ham"}""");

        Assert.False(line.IsChat);
        Assert.Equal([new Turn("user", "Hi ->"), new Turn("assistant", " ham")], line.Turns);
        Assert.Equal(" ham", line.LastAnswer().Answer.Text);
    }

    [Fact]
    public void A_conversation_keeps_all_turns_with_their_weights()
    {
        TrainingLine line = Parse(
            """
            {"messages": [{"role": "system", "content": "Sort."}, {"role": "user", "content": "a"},
              {"role": "assistant", "content": "b", "weight": 0}, {"role": "assistant", "content": "c", "weight": 1},
              {"role": "assistant", "tool_calls": [], "weight": 0}]}
            """);

        Assert.True(line.IsChat);
        Assert.Equal([1, 1, 0, 1, 0], line.Turns.Select(turn => turn.Weight));
        Assert.Equal(["Sort.", "a", "b"], line.LastAnswer().Asked.Turns.Select(turn => turn.Text));
        Assert.Equal("c", line.LastAnswer().Answer.Text);
    }

    [Fact]
    public void The_texts_of_a_message_in_parts_are_put_together()
    {
        TrainingLine line = Parse(
            """
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"},
              {"type": "image_url", "image_url": {"url": "https://x"}}, {"type": "text", "text": "b"}]}]}
            """);

        Assert.Equal("ab", Assert.Single(line.Turns).Text);
    }

    [Fact]
    public void A_preference_has_both_answers()
    {
        TrainingLine line = Parse(
            """
            {"input": {"messages": [{"role": "user", "content": "a"}]},
              "preferred_output": [{"role": "assistant", "content": "good"}],
              "non_preferred_output": [{"role": "assistant", "content": "bad"}]}
            """);

        Assert.Equal("good", line.LastAnswer().Answer.Text);
        Assert.Equal("bad", Assert.Single(line.NonPreferred).Text);
    }

    [Theory]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("""{"prompt": "a"}""", "'completion' is missing")]
    [InlineData("""{"prompt": 1, "completion": "b"}""", "'prompt' is not a string")]
    [InlineData("""{"messages": {}}""", "'messages' is not an array")]
    [InlineData("""{"messages": ["a"]}""", "'role'")]
    [InlineData("""{"messages": [{"role": "user", "content": 1}]}""", "'content'")]
    [InlineData("""{"preferred_output": []}""", "'input.messages' is missing")]
    [InlineData("""{"input": {"messages": []}, "preferred_output": []}""", "'preferred_output' is empty")]
    [InlineData("""{"prompt": "\uD800", "completion": "b"}""", "lone surrogate")]
    public void A_fault_names_its_key(string line, string part)
        => Assert.Contains(
            part,
            Assert.Throws<FormatException>(() => Parse(line)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_is_no_JSON_is_told_apart()
        => Assert.ThrowsAny<JsonException>(() => Parse("not json"));

    private static TrainingLine Parse(string line) => TrainingLine.Parse(Encoding.UTF8.GetBytes(line));
}
