using System.Text;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Tests.Protocol;

public sealed class MultipartReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Parts_are_the_same_however_the_bytes_arrive(int piece)
    {
        byte[] content = new byte[200_000];
        new Random(3).NextBytes(content);
        "\r\n--edg"u8.CopyTo(content.AsSpan(65_530));
        byte[] body =
        [
            .. "preamble\r\n--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"u8,
            .. "text\r\n--edge\r\ncontent-disposition: form-data; name=\"b\"; filename=\"ü.bin\"\r\nX: y\r\n\r\n"u8,
            .. content,
            .. "\r\n--edge--"u8,
        ];
        MultipartReader reader = new(
            "multipart/form-data; boundary=\"edge\"", new Pieces(body, piece), long.MaxValue);

        MultipartPart first = (await reader.NextAsync(Cancellation))!;
        string text = await first.ReadTextAsync(Cancellation);
        MultipartPart second = (await reader.NextAsync(Cancellation))!;
        using MemoryStream copy = new();
        _ = await second.CopyToAsync(copy, content.Length, Cancellation);

        Assert.Equal(("a", "text"), (first.Name, text));
        Assert.Equal(("b", "ü.bin"), (second.Name, second.FileName));
        Assert.Equal(content, copy.ToArray());
        Assert.Null(await reader.NextAsync(Cancellation));
    }

    [Fact]
    public async Task A_part_that_nobody_read_is_passed_over()
    {
        const string Body = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nskipped\r\n--b\r\n"
            + "Content-Disposition: form-data; name=b\r\n\r\nread\r\n--b--\r\n";
        MultipartReader reader = new("multipart/form-data; boundary=b", Stream(Body), long.MaxValue);

        _ = await reader.NextAsync(Cancellation);
        MultipartPart? second = await reader.NextAsync(Cancellation);

        Assert.Equal("read", await second!.ReadTextAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no boundary at all")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nno end")]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\nno name\r\n--b--")]
    public async Task A_broken_body_is_refused(string body)
    {
        MultipartReader reader = new("multipart/form-data; boundary=b", Stream(body), long.MaxValue);

        RequestFailure failure = await Assert.ThrowsAsync<RequestFailure>(async () =>
        {
            while (await reader.NextAsync(Cancellation) is MultipartPart part)
            {
                _ = await part.ReadTextAsync(Cancellation);
            }
        });

        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_part_beyond_its_limit_is_refused()
    {
        MultipartReader reader = new(
            "multipart/form-data; boundary=b",
            Stream("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" + new string('x', 1001) + "\r\n--b--"),
            long.MaxValue);
        MultipartPart part = (await reader.NextAsync(Cancellation))!;

        RequestFailure failure = await Assert.ThrowsAsync<RequestFailure>(
            () => part.CopyToAsync(System.IO.Stream.Null, 1000, Cancellation));

        Assert.Equal(413, failure.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n")]
    public async Task What_lies_around_the_parts_counts_as_well(string start)
    {
        Stream body = Stream(start + new string('x', 300_000) + "\r\n--b--");
        MultipartReader reader = new("multipart/form-data; boundary=b", body, 200_000);

        RequestFailure failure = await Assert.ThrowsAsync<RequestFailure>(async () =>
        {
            while (await reader.NextAsync(Cancellation) is not null)
            {
            }
        });

        Assert.Equal(413, failure.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public void A_body_of_another_type_is_refused(string? contentType)
    {
        RequestFailure failure = Assert.Throws<RequestFailure>(
            () => new MultipartReader(contentType, System.IO.Stream.Null, long.MaxValue));

        Assert.Equal(400, failure.Status);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Hands out at most so many bytes at once.</summary>
    private sealed class Pieces(byte[] content, int size) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
