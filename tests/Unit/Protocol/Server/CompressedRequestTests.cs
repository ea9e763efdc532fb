using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class CompressedRequestTests : IAsyncDisposable
{
    private readonly ServedEngine _served = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.BadRequest)]
    public async Task A_compressed_body_is_read(bool isCompressed, HttpStatusCode status)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new { filename = "a", purpose = "fine-tune", bytes = 3, mime_type = "text/plain" });
        using MemoryStream sent = new();
        using (GZipStream gzip = new(sent, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        using HttpRequestMessage request = new(HttpMethod.Post, "uploads")
        {
            Content = new ByteArrayContent(isCompressed ? sent.ToArray() : body),
        };
        request.Content.Headers.ContentEncoding.Add("gzip");

        using HttpResponseMessage response = await _served.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_compressed_body_that_swells_is_refused()
    {
        using MemoryStream sent = new();
        using (GZipStream gzip = new(sent, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[40_000_000]);
        }

        using ByteArrayContent content = new(sent.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await _served.Client.PostAsync("completions", content, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
