using FsCheck.Fluent;
using OpenAIFineTune.Engine.Baseline;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class TokenizerTests
{
    [Fact]
    public void The_pieces_put_together_are_the_text()
        => Prop.ForAll<string>(text => string.Concat(Tokenizer.Split(text ?? "")) == (text ?? ""))
            .CheckSeeded();

    [Theory]
    [InlineData(" a sweet apple", 3)]
    [InlineData("2026-11-23", 6)]
    [InlineData("Hello, world!\n\n", 6)]
    [InlineData("", 0)]
    public void Words_numbers_and_signs_count(string text, int count) => Assert.Equal(count, Tokenizer.Count(text));
}
