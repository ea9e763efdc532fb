using System.Text;
using OpenAIFineTune.Data.Measuring;

namespace OpenAIFineTune.Tests.Data.Measuring;

/// <summary>The split hangs on these: other values would be another split of everyone's data.</summary>
public sealed class TextHashTests
{
    [Theory]
    [InlineData(0, "437D03C75A8C404AD299DCB8602C3A79")]
    [InlineData(7, "AF45E3BA4F30C21DBBD200A71E53592A")]
    public void A_text_has_the_same_hash_on_every_machine(ulong seed, string expected)
        => Assert.Equal(expected, Of(seed, "é한🎫").ToString("X32"));

    [Fact]
    public void Where_one_text_ends_and_the_next_begins_matters()
    {
        UInt128[] hashes = [Of(0, "ab", "c"), Of(0, "a", "bc"), Of(0, "abc"), Of(0, "abc", ""), Of(0, "", "abc"), Of(0)];

        Assert.Distinct(hashes);
    }

    private static UInt128 Of(ulong seed, params string[] texts)
    {
        TextHash hash = new(seed);
        foreach (string text in texts)
        {
            hash.Add(Encoding.UTF8.GetBytes(text));
        }

        return hash.Value;
    }
}
