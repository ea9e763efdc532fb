using System.Globalization;
using System.Net;
using System.Text;

namespace OpenAIFineTune.Protocol.Server;

/// <summary>Writes responses to a connection: with their length when it is known, else in chunks.</summary>
internal sealed class ResponseWriter(Stream stream, TimeSpan silence, TimeProvider time)
{
    /// <summary>Tells a waiting client to send its body.</summary>
    public Task WriteSignAsync(CancellationToken stop) => SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);

    /// <param name="response">What is written, and then disposed.</param>
    /// <param name="form">How it is written.</param>
    /// <param name="left">Ends a body that is only made while it is read, when its reader has gone.</param>
    /// <param name="stop">Ends the writing.</param>
    public async Task WriteAsync(
        ProtocolResponse response, ResponseForm form, CancellationToken left, CancellationToken stop)
    {
        await using (response.Body.ConfigureAwait(false))
        {
            long? length = response.Body.CanSeek ? response.Body.Length : null;
            bool isChunked = length is null && form.TakesChunks;
            await SendAsync(Encoding.Latin1.GetBytes(HeadOf(response, length, form)), stop).ConfigureAwait(false);
            byte[] buffer = new byte[16 * 1024];
            int count = form.IsHead ? 0 : buffer.Length;
            while (count > 0)
            {
                count = await response.Body.ReadAsync(buffer, length is null ? left : stop).ConfigureAwait(false);
                await SendAsync(isChunked ? Chunk(buffer.AsSpan(0, count)) : buffer.AsMemory(0, count), stop)
                    .ConfigureAwait(false);
            }
        }
    }

    private static byte[] Chunk(ReadOnlySpan<byte> bytes)
    {
        byte[] size = Encoding.ASCII.GetBytes(bytes.Length.ToString("X", CultureInfo.InvariantCulture));
        return [.. size, .. "\r\n"u8, .. bytes, .. "\r\n"u8];
    }

    private string HeadOf(ProtocolResponse response, long? length, ResponseForm form)
    {
        using HttpResponseMessage names = new((HttpStatusCode)response.Status);
        StringBuilder head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} {names.ReasonPhrase}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {time.GetUtcNow():R}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Type: {response.ContentType}\r\n")
            .Append(length is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n"))
            .Append(length is null && form.TakesChunks ? "Transfer-Encoding: chunked\r\n" : "")
            .Append("Cache-Control: no-store\r\n")
            .Append(CultureInfo.InvariantCulture, $"x-request-id: {response.RequestId}\r\n");
        foreach ((string name, string value) in response.Headers)
        {
            _ = head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return head.Append(form.KeepsOpen ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n").ToString();
    }

    // A client that does not read what it has asked for is not waited for without a limit.
    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        using CancellationTokenSource late = new(silence, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        await stream.WriteAsync(bytes, either.Token).ConfigureAwait(false);
    }
}
