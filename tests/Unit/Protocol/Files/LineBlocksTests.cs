using System.Text;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Protocol.Files;

public sealed class LineBlocksTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "1:")]
    [InlineData("a", "1:a")]
    [InlineData("a\r\n\nb\r\n", "1:a|2:|3:b")]
    [InlineData("a\rb\n\n", "1:a\rb|2:")]
    public void Lines_end_in_LF_or_CRLF(string text, string lines) => Assert.Equal(lines, Lines(text));

    [Fact]
    public void A_line_beyond_the_limit_is_cut_and_the_next_one_is_whole()
        => Assert.Equal("1:ab|2:1234|3:c|4:xyzx", Lines("ab\n123456789\nc\nxyzxyz", longest: 4));

    [Fact]
    public void Lines_of_any_length_keep_their_numbers_over_blocks()
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => new string((char)('a' + (i % 26)), i * 37 % 5000)), new string('x', 900_000)];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        List<LineBlock> blocks = [.. new LineBlocks(stream).Read(CancellationToken.None)];

        Assert.True(blocks.Count > 10);
        Assert.Equal(stream.Length, blocks[^1].End);
        Assert.Equal(
            lines.Select((line, index) => (index + 1L, line)),
            blocks.SelectMany(block => block.Lines()).Select(line => (line.Number, Encoding.UTF8.GetString(line.Text.Span))));
    }

    [Fact]
    public void Reading_stops_when_it_is_told_to()
    {
        using MemoryStream stream = new("a\n"u8.ToArray());

        Assert.Throws<OperationCanceledException>(
            () => new LineBlocks(stream).Read(new CancellationToken(canceled: true)).ToList());
    }

    private static string Lines(string text, int longest = 1000)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return string.Join('|', new LineBlocks(stream, longest).Read(CancellationToken.None)
            .SelectMany(block => block.Lines()).Select(line => $"{line.Number}:{Encoding.UTF8.GetString(line.Text.Span)}"));
    }
}
