using System.Globalization;
using System.Net;
using System.Text;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Server;

/// <summary>Writes answers to a connection: with their length when it is known, else in chunks as they come.</summary>
internal sealed class AnswerWriter
{
    private readonly Stream _stream;
    private readonly TimeProvider _time;

    public AnswerWriter(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
    }

    /// <summary>Tells a waiting client to send its body.</summary>
    public ValueTask WriteSignAsync(CancellationToken stop)
        => _stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);

    public async Task WriteAsync(LocalAnswer answer, bool isHead, bool keepsOpen, CancellationToken stop)
    {
        using Stream body = answer.Body;
        long? length = body.CanSeek ? body.Length : null;
        byte[] head = Encoding.ASCII.GetBytes(HeadOf(answer, length, keepsOpen));
        await _stream.WriteAsync(head, stop).ConfigureAwait(false);
        if (isHead)
        {
            return;
        }

        if (length is not null)
        {
            await body.CopyToAsync(_stream, stop).ConfigureAwait(false);
            return;
        }

        byte[] buffer = new byte[16 * 1024];
        int count;
        do
        {
            count = await body.ReadAsync(buffer, stop).ConfigureAwait(false);
            byte[] size = Encoding.ASCII.GetBytes(count.ToString("X", CultureInfo.InvariantCulture));
            await _stream.WriteAsync((byte[])[.. size, .. "\r\n"u8, .. buffer.AsSpan(0, count), .. "\r\n"u8], stop)
                .ConfigureAwait(false);
        }
        while (count > 0);
    }

    private string HeadOf(LocalAnswer answer, long? length, bool keepsOpen)
    {
        string size = length is long bytes
            ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}")
            : "Transfer-Encoding: chunked";
        return $"HTTP/1.1 {answer.Status} {(HttpStatusCode)answer.Status}\r\n"
            + $"Date: {_time.GetUtcNow():R}\r\n"
            + $"Content-Type: {answer.ContentType}\r\n"
            + $"{size}\r\n"
            + "Cache-Control: no-store\r\n"
            + $"x-request-id: {answer.RequestId}\r\n"
            + $"Connection: {(keepsOpen ? "keep-alive" : "close")}\r\n\r\n";
    }
}
