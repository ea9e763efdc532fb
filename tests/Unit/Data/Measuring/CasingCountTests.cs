using System.Text;
using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Tests.Data.Measuring;

public sealed class CasingCountTests
{
    // Each with as many small letters as keep it just from being mostly in capitals, and one fewer.
    [Theory]
    [InlineData("AB cdef", "AB cde")]
    [InlineData("AB 1C2 D3 cdef", "AB 1C2 D3 cde")]
    [InlineData("A1 2B C22D 7 AB cdef", "A1 2B C22D 7 AB cde")]
    [InlineData("01T10:00Z AB cdef", "01T10:00Z AB cde")]
    [InlineData("ÄÖ çdéf", "ÄÖ çdé")]
    [InlineData("É1 2É 𝐀 ÄÖ çdéf", "É1 2É 𝐀 ÄÖ çdé")]
    [InlineData("가나AB다1한2 çdé漢ｂ", "가나AB다1한2 çdé漢")]
    [InlineData("ꙀꙀ ꙁꙁꙁꙁ", "ꙀꙀ ꙁꙁꙁ")]
    [InlineData("ABABABABABABABABABAB abcdefghijabcdefghijabcdefghijabcdefghij", "ABABABABABABABABABAB abcdefghijabcdefghijabcdefghijabcdefghi")]
    public void More_capitals_than_half_the_small_letters_are_many_beside_digits_none_counts(string few, string many)
    {
        Assert.False(Of(few).IsMostlyUpper);
        Assert.True(Of(many).IsMostlyUpper);
    }

    private static CasingCount Of(string text)
    {
        CasingCount count = default;
        count.Add(Encoding.UTF8.GetBytes(text));
        return count;
    }
}
