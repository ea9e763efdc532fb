using System.Text;
using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class ConnectionReaderTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_drips_is_given_up_although_it_never_is_silent()
    {
        ConnectionReader reader = new(new Drip(_time, TimeSpan.FromSeconds(9), 1), s_minute, _time);
        reader.Allow(TimeSpan.FromSeconds(30));
        DateTimeOffset begun = _time.GetUtcNow();

        RequestFailure failure = await Assert.ThrowsAsync<RequestFailure>(
            () => reader.ReadLineAsync(1000, Cancellation));

        Assert.Equal(408, failure.Status);
        DateTimeOffset ended = _time.GetUtcNow();
        Assert.InRange(ended - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));

        _ = await Assert.ThrowsAsync<RequestFailure>(() => reader.ReadLineAsync(1000, Cancellation));
        Assert.Equal(ended, _time.GetUtcNow());
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(100, false)]
    public async Task A_body_may_take_long_at_its_least_rate(int bytesPerSecond, bool isFastEnough)
    {
        ConnectionReader reader = new(new Drip(_time, TimeSpan.FromSeconds(1), bytesPerSecond), s_minute, _time);
        reader.Allow(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1.0 / 240));

        Exception? failure = await Record.ExceptionAsync(async () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _ = await reader.ReadAsync(new byte[1000], Cancellation);
            }
        });

        Assert.Equal(isFastEnough, failure is null);
    }

    [Fact]
    public async Task A_connection_on_which_nothing_comes_is_no_request()
    {
        ConnectionReader reader = new(new Drip(_time, TimeSpan.FromSeconds(61), 1), s_minute, _time);

        Assert.False(await reader.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task A_head_is_limited_as_a_whole()
    {
        string[] heads =
        [
            "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n" + Many(200, "X: 1\r\n"),
            "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n" + Many(50, $"X: {new string('x', 1000)}\r\n"),
            Many(20_000, "\r\n") + "GET /v1/models HTTP/1.1\r\n",
            $"GET /v1/models?{new string('x', 33_000)} HTTP/1.1\r\n",
        ];

        foreach (string head in heads)
        {
            RequestFailure failure = await Assert.ThrowsAsync<RequestFailure>(() => ReadHeadAsync(head));
            Assert.Equal(431, failure.Status);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: a\r\nOrigin: b")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\napi-key: a\r\napi-key: a")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rY: b")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\r")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: localhost")]
    [InlineData("GET /\u00e9 HTTP/1.1\r\nHost: localhost")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n X: folded")]
    public async Task A_head_that_could_be_read_in_two_ways_is_refused(string head)
    {
        RequestFailure failure = await Assert.ThrowsAsync<RequestFailure>(() => ReadHeadAsync(head + "\r\n"));

        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_list_may_come_in_several_lines()
    {
        RequestHead? head = await ReadHeadAsync("GET / HTTP/1.1\r\nHost: a\r\nAccept: b\r\naccept: c\r\n");

        Assert.Equal("b, c", head!["Accept"]);
    }

    private static string Many(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private async Task<RequestHead?> ReadHeadAsync(string head)
    {
        using MemoryStream stream = new(Encoding.Latin1.GetBytes(head + "\r\n"));
        ConnectionReader reader = new(stream, s_minute, _time);
        reader.Allow(s_minute);
        return await RequestHead.ReadAsync(reader, Cancellation);
    }
}
