using System.Text;
using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Tests.Data.Measuring;

public sealed class MarkerUseTests
{
    [Theory]
    [InlineData("2*", "***", true)]
    [InlineData("2**", "***", true)]
    [InlineData("a***b", "***", true)]
    [InlineData("2*3", "***", false)]
    [InlineData("a\n\n###", "\n\n###\n\n", true)]
    [InlineData("a\n###", "\n\n###\n\n", false)]
    [InlineData("END", " END", false)]
    [InlineData("", "***", false)]
    public void A_marker_that_would_begin_within_the_text_clashes(string text, string marker, bool expected)
        => Assert.Equal(expected, MarkerUse.Clashes(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(marker)));
}
