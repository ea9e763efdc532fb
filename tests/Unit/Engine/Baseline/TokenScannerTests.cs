using OpenAIFineTune.Engine.Baseline;

namespace OpenAIFineTune.Tests.Engine.Baseline;

public sealed class TokenScannerTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("  \n\t ", 0)]
    [InlineData("one two", 2)]
    [InlineData("Don't panic!!!", 5)]
    [InlineData("결제가 두 번", 3)]
    [InlineData("cafe\u0301 🙏🙏", 2)]
    public void A_text_falls_into_words_and_runs_of_signs(string text, int expected)
    {
        int count = 0;
        for (int start = 0; start < text.Length;)
        {
            start += TokenScanner.Next(text, start, out TokenKind kind);
            count += kind == TokenKind.Space ? 0 : 1;
        }

        Assert.Equal(expected, count);
    }
}
