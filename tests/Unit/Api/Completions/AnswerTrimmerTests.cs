using FsCheck;
using FsCheck.Fluent;
using OpenAIFineTune.Api.Completions;

namespace OpenAIFineTune.Tests.Api.Completions;

public sealed class AnswerTrimmerTests
{
    [Theory]
    [InlineData(" Billing", "Billing")]
    [InlineData("  two", " two")]
    [InlineData(" Billing END", "Billing")]
    [InlineData(" Billing END and on", "Billing")]
    [InlineData(" Billing EN", "Billing EN")]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData(" END", "")]
    [InlineData("  END", "")]
    public void What_training_put_around_the_answer_comes_off(string answer, string expected)
        => Assert.Equal(expected, Trim(answer, [" END"], hasLeadingBlank: true));

    [Fact]
    public void A_conversations_answer_keeps_its_blank()
        => Assert.Equal(" x", Trim(" x", [], hasLeadingBlank: false));

    [Fact]
    public void The_stop_sequence_that_comes_first_ends_the_answer()
        => Assert.Equal("a", Trim("a\nb###c", ["###", "\n"], hasLeadingBlank: false));

    [Fact]
    public void An_answer_in_parts_reads_like_the_whole()
    {
        Gen<string[]> parts = Gen.Elements("", " ", "E", "N", "D", " EN", "END", "x", "##", "#").ArrayOf();
        Prop.ForAll(parts.ToArbitrary(), pieces =>
        {
            AnswerTrimmer trimmer = new([" END", "###"], hasLeadingBlank: true);
            string streamed = string.Concat(pieces.Select(trimmer.Push)) + trimmer.Finish();
            return streamed == Trim(string.Concat(pieces), [" END", "###"], hasLeadingBlank: true);
        }).CheckSeeded();
    }

    [Fact]
    public void Text_that_can_not_be_a_stop_sequence_is_not_held_back()
    {
        AnswerTrimmer trimmer = new(["###"], hasLeadingBlank: true);

        Assert.Equal("Bill", trimmer.Push(" Bill"));
        Assert.Equal("ing", trimmer.Push("ing#"));
        Assert.Equal("#x", trimmer.Push("x"));
    }

    private static string Trim(string text, string[] stop, bool hasLeadingBlank)
    {
        AnswerTrimmer trimmer = new(stop, hasLeadingBlank);
        return trimmer.Push(text) + trimmer.Finish();
    }
}
