using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Tests;

public sealed class TerminalTextTests
{
    private const string Attack = "a\u001b]0;title\u0007\u001b[2J\u009b31m\u202eb\r\u2028\ud83d";

    [Theory]
    [InlineData("plain, größer, 한국어, 😀 👩\u200d🚀\n\tnext", "plain, größer, 한국어, 😀 👩\u200d🚀\n\tnext")]
    [InlineData("\u001b[31mred\u001b[0m", "␛[31mred␛[0m")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u0007", "␛]8;;http://x␛\\link␇")]
    [InlineData("\u009b2J\u0085", "\\u{9B}2J\\u{85}")]
    [InlineData("a\0b\b\u007f", "a␀b␈␡")]
    [InlineData("one\r\ntwo\rthree", "one\ntwo␍three")]
    [InlineData("\u202egpj.exe \u2066x\u2069 \u200f \u061c", "\\u{202E}gpj.exe \\u{2066}x\\u{2069} \\u{200F} \\u{61C}")]
    [InlineData("zero\u200bwidth \ufeff \u00ad", "zero\\u{200B}width \\u{FEFF} \\u{AD}")]
    [InlineData("\u2028 \u2029", "\\u{2028} \\u{2029}")]
    [InlineData("\U000E0041", "\\u{E0041}")]
    public void What_would_act_on_a_terminal_is_seen_instead(string text, string expected)
        => Assert.Equal(expected, TerminalText.Of(text));

    // An attribute can't hold half a character.
    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("\uFFFD half", TerminalText.Of("\ud83d half"));

    [Fact]
    public void A_name_that_acts_on_a_terminal_is_not_offered()
    {
        Assert.False(new CompletionOffer("m\u001b[2J").IsPlain);
        Assert.True(new CompletionOffer("m").IsPlain);
        Assert.True(TerminalText.IsPlain(new CompletionOffer("m", Attack).ToolTip));
    }
}
