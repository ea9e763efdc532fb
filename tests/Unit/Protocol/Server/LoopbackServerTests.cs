using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class LoopbackServerTests : IAsyncDisposable
{
    private readonly ServedEngine _served = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic sk-test-of-the-local-server")]
    public async Task A_request_without_the_key_is_refused(string? authorization)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "models");
        using HttpClient client = new() { BaseAddress = _served.Client.BaseAddress };
        if (authorization is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using HttpResponseMessage response = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain(ServedEngine.Key, body, StringComparison.Ordinal);
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

        using HttpResponseMessage response = await _served.Client.PostAsync("files", form, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        JsonElement file = JsonDocument.Parse(body).RootElement;
        string id = file.GetProperty("id").GetString()!;

        Assert.Equal("Ünï code.jsonl", file.GetProperty("filename").GetString());
        Assert.Equal(content, await _served.Client.GetByteArrayAsync($"files/{id}/content", Cancellation));
    }

    [Fact]
    public async Task A_body_in_chunks_is_taken_in()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "fine_tuning/jobs")
        {
            Content = new StringContent("{\"model\":\"local-baseline\",\"training_file\":\"file-none\"}"),
        };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await _served.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("file-none", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_JSON_body_is_refused()
    {
        using StringContent body = new("{\"model\":\"" + new string('x', 17 * 1024 * 1024) + "\"}");

        using HttpResponseMessage response = await _served.Client.PostAsync("completions", body, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Deeply_nested_JSON_is_refused()
    {
        using StringContent body = new(new string('[', 100_000));

        using HttpResponseMessage response = await _served.Client.PostAsync("completions", body, Cancellation);

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
                await client.ConnectAsync(_served.Server.EndPoint, Cancellation);
                silent.Add(client);
            }

            Assert.Contains(
                "local-baseline", await _served.Client.GetStringAsync("models", Cancellation), StringComparison.Ordinal);
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
            await client.ConnectAsync(_served.Server.EndPoint, Cancellation);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ServedEngine.Key}\r\nContent-Length: 100000\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf"),
                Cancellation);
        }

        // The server sees the end of the connection on its own time; stopping it waits for that.
        await _served.Server.DisposeAsync();

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_served.Folder, "tmp")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_served.Folder, "files")));
    }

    [Fact]
    public async Task A_stopped_server_is_gone()
    {
        await _served.Server.DisposeAsync();

        Assert.False(_served.Server.IsRunning);
        _ = await Assert.ThrowsAsync<HttpRequestException>(() => _served.Client.GetStringAsync("models", Cancellation));
    }

    [Fact]
    public void An_address_that_others_can_reach_is_refused()
    {
        ServerOptions options = new() { ApiKey = ServedEngine.Key, Address = IPAddress.Any };

        KnownFailure refusal =
            Assert.Throws<KnownFailure>(() => LoopbackServer.Start(_served.Engine.Router, options));

        Assert.Equal("RemoteAddressRefused", refusal.ErrorId);
    }

    [Fact]
    public void A_port_in_use_is_an_error_that_names_it()
    {
        ServerOptions options = new() { ApiKey = ServedEngine.Key, Port = _served.Server.EndPoint.Port };

        KnownFailure refusal =
            Assert.Throws<KnownFailure>(() => LoopbackServer.Start(_served.Engine.Router, options));

        Assert.Equal("PortUnavailable", refusal.ErrorId);
        Assert.Equal(_served.Server.EndPoint.Port, refusal.Target);
    }
}
