using OpenAIFineTune.Local.Learning;

namespace OpenAIFineTune.Tests.Local.Learning;

public sealed class TokenScannerTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("  \n\t ", 0)]
    [InlineData("one two", 2)]
    [InlineData("Don't panic!!!", 5)]
    [InlineData("결제가 두 번", 3)]
    [InlineData("cafe\u0301 🙏🙏", 2)]
    public void CountsWordsAndSigns(string text, int expected)
        => Assert.Equal(expected, TokenScanner.CountTokens(text));
}
