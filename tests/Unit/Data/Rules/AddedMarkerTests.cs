using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Tests.Data.Rules;

public sealed class AddedMarkerTests
{
    [Theory]
    [InlineData("? =>", " =>")]
    [InlineData(" need care? =>", " =>")]
    [InlineData(". ###", " ###")]
    [InlineData("? -->", " -->")]
    [InlineData("=>", "=>")]
    [InlineData(") →", " →")]
    [InlineData("!\n\n---\n", "\n\n---\n")]
    [InlineData("word###", "###")]
    [InlineData("? |", " |")]
    [InlineData(" // ## ->", " ## ->")]
    public void Signs_that_end_no_sentence_are_a_marker_and_what_stands_before_them_is_text(string shared, string expected)
        => Assert.Equal(expected, AddedMarker.In(shared));

    [Theory]
    [InlineData("? Answer:", " Answer:")]
    [InlineData(" need care? Answer:", " Answer:")]
    [InlineData(" Answer: ", " Answer: ")]
    [InlineData(". Final answer:", " Final answer:")]
    [InlineData(" Final answer:", " Final answer:")]
    [InlineData("? answer:", " answer:")]
    [InlineData("\nsentiment:", "\nsentiment:")]
    [InlineData(" or neutral?\n\n### Response:\n", "\n\n### Response:\n")]
    [InlineData("?\n**Answer:**", "\n**Answer:**")]
    [InlineData("? 답변:", " 답변:")]
    [InlineData("？\n回答：", "\n回答：")]
    [InlineData("\n\n---\nThe answer is:", "\n\n---\nThe answer is:")]
    public void A_heading_that_begins_a_line_or_follows_a_sentence_is_a_marker(string shared, string expected)
        => Assert.Equal(expected, AddedMarker.In(shared));

    [Theory]
    [InlineData(" END", " END")]
    [InlineData(". STOP", " STOP")]
    [InlineData("? [SEP]", " [SEP]")]
    [InlineData("<sep>", "<sep>")]
    [InlineData("!\n###END###\n", "\n###END###\n")]
    [InlineData("?\n\n", "\n\n")]
    [InlineData(" END\r\n", " END\r\n")]
    public void Words_for_a_border_and_line_breaks_are_markers(string shared, string expected)
        => Assert.Equal(expected, AddedMarker.In(shared));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData(" need care?")]
    [InlineData(" please tell me the following:")]
    [InlineData(" in the Paris Metro Lines:")]
    [InlineData(" today:")]
    [InlineData("\nBest regards,\nJim")]
    [InlineData(" written in C++")]
    [InlineData(" written in C#")]
    [InlineData(" is ___")]
    [InlineData("</p>")]
    [InlineData(" />")]
    [InlineData("?>")]
    [InlineData("**now**")]
    [InlineData("```")]
    [InlineData(" ;")]
    [InlineData("。")]
    [InlineData(" ?")]
    [InlineData(" %")]
    [InlineData(" ❤")]
    [InlineData(" the end")]
    [InlineData(" USA")]
    [InlineData("→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→→x")]
    public void Words_and_punctuation_that_all_share_are_no_marker(string shared)
        => Assert.Null(AddedMarker.In(shared));
}
