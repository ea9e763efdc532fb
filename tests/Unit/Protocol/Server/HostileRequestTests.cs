using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class HostileRequestTests : IAsyncDisposable
{
    private readonly ServedEngine _served = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData("GARBAGE\r\n\r\n", "400")]
    [InlineData("GET /v1/models HTTP/9.9\r\n\r\n", "505")]
    [InlineData("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n", "400")]
    [InlineData(
        "POST /v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", "501")]
    [InlineData("GET /v1/files/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nALLOWED\r\n", "404")]
    [InlineData("GET /v1/files/../../etc/passwd/content HTTP/1.1\r\nALLOWED\r\n", "404")]
    [InlineData("GET /v1/files/file-%00%00/content HTTP/1.1\r\nALLOWED\r\n", "404")]
    [InlineData(
        "DELETE /v1/models/ft:a:local:..%2f..:..%2f..%2f.. HTTP/1.1\r\nALLOWED\r\n", "404")]
    [InlineData("POST /v1/completions HTTP/1.1\r\nALLOWEDContent-Length: 3\r\n\r\n{\"a", "400")]
    [InlineData(
        "POST /v1/completions HTTP/1.1\r\nALLOWEDTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "400")]
    [InlineData("PATCH /v1/files HTTP/1.1\r\nALLOWED\r\n", "405")]
    public async Task A_hostile_request_is_refused_and_the_server_answers_on(string request, string status)
    {
        string answer = await _served.SendRawAsync(request);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\"error\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"code\":null", answer, StringComparison.Ordinal);
        Assert.Contains(
            "local-baseline", await _served.Client.GetStringAsync("models", Cancellation), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_served.Folder, "tmp")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_reads_of_a_chunked_body_is_limited(bool isTrailer)
    {
        string rest = new('x', 900);
        string body = isTrailer
            ? "0\r\n" + string.Concat(Enumerable.Repeat($"T: {rest}\r\n", 30))
            : string.Concat(Enumerable.Repeat($"1;{rest}\r\n \r\n", 30));

        string answer = await _served.SendRawAsync(
            $"POST /v1/completions HTTP/1.1\r\nALLOWED"
            + $"Transfer-Encoding: chunked\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("chunks", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServedEngine.Key, "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("wrong", "HTTP/1.1 401 Unauthorized\r\n")]
    public async Task A_client_that_asks_first_is_told_to_send_its_body_or_why_not(string key, string sign)
    {
        using TcpClient client = new();
        await client.ConnectAsync(_served.Server.EndPoint, Cancellation);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"),
            Cancellation);
        byte[] told = new byte[sign.Length];
        await client.GetStream().ReadExactlyAsync(told, Cancellation);

        Assert.Equal(sign, Encoding.ASCII.GetString(told));
        if (key == ServedEngine.Key)
        {
            await client.GetStream().WriteAsync("{}"u8.ToArray(), Cancellation);
            using StreamReader reader = new(client.GetStream());
            Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        using HttpRequestMessage request = new(HttpMethod.Patch, "files");

        using HttpResponseMessage response = await _served.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
        Assert.Contains(
            "method_not_allowed", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_and_a_page_are_turned_away_before_the_key_is_looked_at()
    {
        string stranger = await _served.SendRawAsync("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        string page = await _served.SendRawAsync(
            "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 421 Misdirected Request\r\n", stranger, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_endless_header_is_refused()
    {
        string answer = await _served.SendRawAsync("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 40_000));

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }
}
