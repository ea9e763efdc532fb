using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OpenAIFineTune.Local;
using OpenAIFineTune.Local.Server;

namespace OpenAIFineTune.Tests.Local.Server;

public sealed class LoopbackServerTests : IAsyncLifetime
{
    private const string Key = "sk-test-of-the-local-server";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());
    private LocalEngine _engine = null!;
    private LoopbackServer _server = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _engine = new LocalEngine(_folder, TimeProvider.System);
        _server = LoopbackServer.Start(_engine, new ServerOptions { ApiKey = Key, MaxConnections = 200 });
        _client = new HttpClient { BaseAddress = new Uri($"http://{_server.EndPoint}/v1/") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic sk-test-of-the-local-server")]
    public async Task A_request_without_the_key_is_refused(string? authorization)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "models");
        using HttpClient client = new() { BaseAddress = _client.BaseAddress };
        if (authorization is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using HttpResponseMessage response = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain(Key, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_up_and_comes_back_byte_for_byte()
    {
        byte[] content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        using MultipartFormDataContent form = new()
        {
            { new StringContent("fine-tune"), "purpose" },
            { new ByteArrayContent(content), "file", "Ünï code.jsonl" },
        };

        using HttpResponseMessage response = await _client.PostAsync("files", form, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        JsonElement file = JsonDocument.Parse(body).RootElement;
        string id = file.GetProperty("id").GetString()!;

        Assert.Equal("Ünï code.jsonl", file.GetProperty("filename").GetString());
        Assert.Equal(content, await _client.GetByteArrayAsync($"files/{id}/content", Cancellation));
    }

    [Fact]
    public async Task A_body_in_chunks_is_taken_in()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "fine_tuning/jobs")
        {
            Content = new StringContent("{\"model\":\"local-baseline\",\"training_file\":\"file-none\"}"),
        };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("file-none", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n", "400")]
    [InlineData("GET /v1/models HTTP/9.9\r\n\r\n", "505")]
    [InlineData("GET /v1/models HTTP/1.1\r\nbad header\r\n\r\n", "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400")]
    [InlineData("POST /v1/files HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "501")]
    [InlineData("GET /v1/files/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nAuthorization: Bearer KEY\r\n\r\n", "404")]
    [InlineData("GET /v1/files/../../etc/passwd/content HTTP/1.1\r\nAuthorization: Bearer KEY\r\n\r\n", "404")]
    [InlineData("GET /v1/files/file-%00%00/content HTTP/1.1\r\nAuthorization: Bearer KEY\r\n\r\n", "404")]
    [InlineData(
        "DELETE /v1/models/ft:a:local:..%2f..:..%2f..%2f.. HTTP/1.1\r\nAuthorization: Bearer KEY\r\n\r\n", "404")]
    [InlineData("POST /v1/completions HTTP/1.1\r\nAuthorization: Bearer KEY\r\nContent-Length: 3\r\n\r\n{\"a", "400")]
    [InlineData(
        "POST /v1/completions HTTP/1.1\r\nAuthorization: Bearer KEY\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "400")]
    [InlineData("PATCH /v1/files HTTP/1.1\r\nAuthorization: Bearer KEY\r\n\r\n", "405")]
    public async Task A_hostile_request_is_refused_and_the_server_answers_on(string request, string status)
    {
        string answer = await SendRawAsync(request.Replace("KEY", Key, StringComparison.Ordinal));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\"error\"", answer, StringComparison.Ordinal);
        Assert.Contains(
            "local-baseline", await _client.GetStringAsync("models", Cancellation), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "tmp")));
    }

    [Fact]
    public async Task An_endless_header_is_refused()
    {
        string answer = await SendRawAsync("GET /v1/models HTTP/1.1\r\nX: " + new string('x', 40_000));

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_JSON_body_is_refused()
    {
        using StringContent body = new("{\"model\":\"" + new string('x', 17 * 1024 * 1024) + "\"}");

        using HttpResponseMessage response = await _client.PostAsync("completions", body, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Deeply_nested_JSON_is_refused()
    {
        using StringContent body = new(new string('[', 100_000));

        using HttpResponseMessage response = await _client.PostAsync("completions", body, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_hundred_silent_connections_keep_nobody_out()
    {
        List<TcpClient> silent = [];
        try
        {
            for (int i = 0; i < 100; i++)
            {
                TcpClient client = new();
                await client.ConnectAsync(_server.EndPoint, Cancellation);
                silent.Add(client);
            }

            Assert.Contains(
                "local-baseline", await _client.GetStringAsync("models", Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            silent.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        using (TcpClient client = new())
        {
            await client.ConnectAsync(_server.EndPoint, Cancellation);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /v1/files HTTP/1.1\r\nAuthorization: Bearer {Key}\r\nContent-Length: 100000\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf"),
                Cancellation);
        }

        // The server sees the end of the connection on its own time; stopping it waits for that.
        await _server.DisposeAsync();

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "tmp")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "files")));
    }

    [Fact]
    public async Task A_stopped_server_is_gone()
    {
        await _server.DisposeAsync();

        Assert.False(_server.IsRunning);
        _ = await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync("models", Cancellation));
    }

    [Fact]
    public void An_address_that_others_can_reach_is_refused()
    {
        ServerOptions options = new() { ApiKey = Key, Address = IPAddress.Any };

        FineTuneException refusal = Assert.Throws<FineTuneException>(() => LoopbackServer.Start(_engine, options));

        Assert.Equal("RemoteAddressRefused", refusal.ErrorId);
    }

    [Fact]
    public void A_port_in_use_is_an_error_that_names_it()
    {
        ServerOptions options = new() { ApiKey = Key, Port = _server.EndPoint.Port };

        FineTuneException refusal = Assert.Throws<FineTuneException>(() => LoopbackServer.Start(_engine, options));

        Assert.Equal("PortUnavailable", refusal.ErrorId);
        Assert.Equal(_server.EndPoint.Port, refusal.Target);
    }

    private async Task<string> SendRawAsync(string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(_server.EndPoint, Cancellation);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancellation);
        client.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
