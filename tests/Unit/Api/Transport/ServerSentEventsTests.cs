using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class ServerSentEventsTests
{
    [Theory]
    [InlineData("event: ping\ndata: {}\n\n", "ping|{}")]
    [InlineData("data: {\"a\":1}\n\n", "|{\"a\":1}")]
    [InlineData("data:no blank\n\n", "|no blank")]
    [InlineData("data:  two blanks\n\n", "| two blanks")]
    [InlineData("event: ping\n\n", "")]
    [InlineData("event: ping\n\ndata: x\n\n", "|x")]
    [InlineData("event: a\ndata: 1\n\nevent: b\ndata: 2\n\n", "a|1;b|2")]
    [InlineData("data: {\ndata: \"a\":\ndata: true}\n\n", "|{\n\"a\":\ntrue}")]
    [InlineData("data: {\ndata:\ndata:\ndata: }\n\n", "|{\n\n\n}")]
    [InlineData("data:\n\ndata: x\n\n", "|x")]
    [InlineData("data: {\"a\":\"one\\n\\ntwo\"}\n\n", "|{\"a\":\"one\\n\\ntwo\"}")]
    [InlineData(": a comment\ndata: x\nid: 7\nretry: 10\n\n", "|x")]
    [InlineData("data: x\r\n\r\ndata: y\r\rdata: z\n\n", "|x;|y;|z")]
    [InlineData("\uFEFFdata: x\n\n", "|x")]
    [InlineData("data: a\u2028b\u2029c\u0085d\u000Be\n\n", "|a\u2028b\u2029c\u0085d\u000Be")]
    [InlineData("data: последний\n\n", "|последний")]
    [InlineData("data: no empty line at the end", "|no empty line at the end")]
    [InlineData("", "")]
    public async Task Reads_the_events(string stream, string expected)
        => Assert.Equal(expected, await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(stream))));

    [Fact]
    public async Task Ends_at_the_end_mark_without_waiting_for_more()
    {
        byte[] bytes = "data: x\n\ndata: [DONE]\n\n"u8.ToArray();

        Assert.Equal("|x;|[DONE]", await ReadAsync(new PieceStream([bytes], isEndless: true)));
    }

    [Fact]
    public void Reads_the_same_however_the_bytes_are_cut()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("data: é한🎫\n\nevent: e\r\ndata: 1\r\ndata: 2\r\n\r\n");
        Gen<byte[][]> cuts = Gen.Choose(1, 7).ListOf().Select(sizes => Cut(bytes, [.. sizes]));

        Prop.ForAll(cuts.ToArbitrary(), pieces =>
            ReadAsync(new PieceStream(pieces, isEndless: false)).GetAwaiter().GetResult() == "|é한🎫;e|1\n2")
            .CheckSeeded();
    }

    [Fact]
    public async Task Reads_a_long_event_that_comes_in_many_pieces()
    {
        const int Pieces = 20_000;
        byte[][] pieces = [[.. "data: "u8], .. Enumerable.Repeat("0123456789"u8.ToArray(), Pieces), [.. "\n\n"u8]];

        string read = await ReadAsync(new PieceStream(pieces, isEndless: false));

        Assert.Equal(1 + (Pieces * 10), read.Length);
    }

    private static byte[][] Cut(byte[] bytes, int[] sizes)
    {
        List<byte[]> pieces = [];
        int start = 0;
        foreach (int size in sizes.TakeWhile(_ => start < bytes.Length))
        {
            int end = Math.Min(bytes.Length, start + size);
            pieces.Add(bytes[start..end]);
            start = end;
        }

        return [.. pieces, bytes[start..]];
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        List<string> read = [];
        await foreach (ServerSentEvent next in ServerSentEvents.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            read.Add($"{next.Type}|{next.Data}");
        }

        return string.Join(";", read);
    }
}
